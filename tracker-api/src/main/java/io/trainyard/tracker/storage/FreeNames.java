package io.trainyard.tracker.storage;

import io.trainyard.contract.CopiedRun;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of further runs, of which each is the only one of its experiment. */
final class FreeNames {
    private FreeNames() {}

    /**
     * The runs, with names that are free.
     *
     * @param taken names of the runs that the experiment has
     * @throws InvalidSpecException if somebody chose a name that is taken, or the runs would be too many
     */
    static List<RunSpec> given(List<CopiedRun> runs, List<String> taken) {
        int all = taken.size() + runs.size();
        Checks checks = new Checks()
                .require(
                        all <= ExperimentSpec.MAX_RUNS,
                        "runs",
                        "would make " + all + " in the experiment, but at most " + ExperimentSpec.MAX_RUNS
                                + " are possible");
        Set<String> names = new HashSet<>(taken);
        List<RunSpec> specs = new ArrayList<>(runs.size());
        for (int i = 0; i < runs.size(); i++) {
            RunSpec spec = runs.get(i).spec();
            String name = runs.get(i).named() ? spec.name() : free(spec.name(), names);
            checks.require(names.add(name), "runs[" + i + "].name", "another run is called '" + name + "' too");
            specs.add(spec.withName(name));
        }
        checks.throwIfAny();
        return specs;
    }

    /** The name, or with a number behind it if it is taken. */
    static String free(String name, Collection<String> taken) {
        String free = name;
        for (int number = 2; taken.contains(free); number++) free = name + " (" + number + ")";
        return free;
    }
}
