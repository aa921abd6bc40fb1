package io.trainyard.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerProblem;
import io.trainyard.standalone.console.ComparisonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        description = {
            "Tells whether runs differ by more than chance, and which setting made the difference.",
            "Runs that differ in their seed only are one recipe; each recipe is compared with the reference over the seeds that both"
                    + " have. docs/statistics.md says how."
        },
        footer = {
            ExitCodes.EXPLAINED,
            "Example: trainyard compare \"experiment.name = 'optimizers'\" --metric test_accuracy"
        })
final class CompareCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Mixin
    private ChosenRuns runs = new ChosenRuns();

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "Compare this. Default: what most of the runs are judged by.")
    private String metric = "";

    /** Which value of the metric. */
    enum Value {
        last,
        best
    }

    @Option(
            names = "--value",
            paramLabel = "VALUE",
            description =
                    "last: of the last epoch. best: of the best, which flatters whoever had more epochs. Default: last.")
    private Value value = Value.last;

    @Option(
            names = "--by",
            paramLabel = "SETTING",
            split = ",",
            description = "What makes a recipe; several with commas between. Default: all that varies but the seed.")
    private List<String> by = List.of();

    @Option(
            names = "--reference",
            paramLabel = "RUN",
            description = "Compare with the recipe of this run. Default: with the recipe of the best mean.")
    private String reference = "";

    @Option(names = "--json", description = "Write all that is known as JSON.")
    private boolean json;

    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        Map<String, String> parameters = runs.parameters();
        parameters.put("metric", metric);
        parameters.put("value", value.name());
        parameters.put("by", String.join(",", by));
        parameters.put("reference", reference);
        JsonNode comparison;
        try (TrackerClient client = clientOptions.client(surroundings)) {
            comparison = client.comparison(parameters);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(comparison));
        else ComparisonText.lines(comparison).forEach(out::println);
        out.flush();
        return ExitCodes.OK;
    }
}
