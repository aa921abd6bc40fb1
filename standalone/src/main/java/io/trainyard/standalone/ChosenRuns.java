package io.trainyard.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The runs that a report is of: those that fit a filter, those of an experiment, or those of it that fit. */
final class ChosenRuns {
    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILTER", description = "Which runs, as for trainyard search.")
    private String filter = "";

    @Option(names = "--experiment", paramLabel = "ID", description = "Only runs of this experiment.")
    private String experiment = "";

    /** As the API takes them, to be completed. */
    Map<String, String> parameters() {
        if (filter.isBlank() && experiment.isEmpty())
            throw new ParameterException(spec.commandLine(), "Name a FILTER, an --experiment, or both.");
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("filter", filter);
        parameters.put("experiment", experiment);
        return parameters;
    }
}
