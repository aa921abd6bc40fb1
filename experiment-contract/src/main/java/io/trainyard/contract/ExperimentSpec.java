package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A question, with the runs that answer it.
 *
 * @param name for people
 * @param description what is asked; may be empty
 * @param priority runs of a higher one are handed out first; 0 is the usual one
 * @param runs at least one, of different names
 */
public record ExperimentSpec(String name, String description, int priority, List<RunSpec> runs) {
    public static final int MAX_RUNS = 1000;
    public static final int MAX_DESCRIPTION_LENGTH = 10_000;

    public ExperimentSpec {
        Checks checks = new Checks()
                .text(name, RunSpec.MAX_NAME_LENGTH, "name")
                .atMost(description, MAX_DESCRIPTION_LENGTH, "description")
                .between(priority, -100, 100, "priority")
                .require(!runs.isEmpty(), "runs", "must have at least one run")
                .require(runs.size() <= MAX_RUNS, "runs", "must be at most " + MAX_RUNS + ", but are " + runs.size());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            String runName = runs.get(i).name();
            checks.require(names.add(runName), "runs[" + i + "].name", "another run is called '" + runName + "' too");
        }
        checks.throwIfAny();
        runs = List.copyOf(runs);
    }
}
