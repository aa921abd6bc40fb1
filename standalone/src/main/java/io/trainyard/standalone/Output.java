package io.trainyard.standalone;

import io.trainyard.contract.RunStatus;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerProblem;
import io.trainyard.standalone.console.BarProgress;
import io.trainyard.standalone.console.LineProgress;
import io.trainyard.standalone.console.Progress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** What several commands write in the same way. */
final class Output {
    private Output() {}

    static Progress progress(CommandSpec spec, Surroundings surroundings) {
        PrintWriter out = spec.commandLine().getOut();
        return surroundings.terminalWidth().isPresent()
                ? new BarProgress(out, surroundings.terminalWidth().getAsInt())
                : new LineProgress(out, surroundings.clock());
    }

    /** Says which runs did not complete, and returns what the command ends with. */
    static int conclude(CommandSpec spec, List<RunView> runs) {
        List<String> failures = failures(runs);
        PrintWriter err = spec.commandLine().getErr();
        failures.forEach(err::println);
        err.flush();
        return failures.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** A sentence for each run that did not complete. */
    private static List<String> failures(List<RunView> runs) {
        return runs.stream()
                .filter(run -> run.status() != RunStatus.COMPLETED)
                .map(run -> "Run '" + run.name() + "' " + run.status().name().toLowerCase(Locale.ROOT)
                        + run.failure().map(message -> ": " + message).orElse(""))
                .toList();
    }

    /** What went wrong, a line for each field that is to blame. */
    static List<String> explain(Exception exception) {
        return switch (exception) {
            case InvalidSpecException invalid -> withFields("The experiment cannot be carried out:", invalid.errors());
            case TrackerProblem problem -> withFields("The tracker refused: " + problem.getMessage(), problem.errors());
            default -> List.of(String.valueOf(exception.getMessage()));
        };
    }

    private static List<String> withFields(String headline, List<FieldError> errors) {
        List<String> lines = new ArrayList<>(List.of(headline));
        errors.forEach(error -> lines.add("  " + error));
        return lines;
    }
}
