package io.trainyard.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerProblem;
import io.trainyard.standalone.console.Table;
import io.trainyard.standalone.console.Table.Column;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "runs",
        aliases = "search",
        description = "Lists runs of all experiments, newest first, or those that fit a filter.",
        footer = {
            ExitCodes.EXPLAINED,
            "Example: trainyard search \"metrics.test_accuracy > 0.9 AND created > -7d\" --show metric.test_accuracy"
        })
final class RunsCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILTER",
            description =
                    "Which runs, such as \"status = 'failed' AND experiment.name ILIKE '%%mnist%%'\". Default: all.")
    private String filter = "";

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            description =
                    "Their order: createdAt, name, metric.NAME, param.NAME and so on, with - in front for the reverse."
                            + " Default: -createdAt.")
    private String sort = "-createdAt";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 0 for all. Default: 20.")
    private int limit = 20;

    @Option(
            names = "--show",
            paramLabel = "FIELD",
            split = ",",
            description = "Besides: metric.NAME or param.NAME; several with commas between.")
    private List<String> shown = List.of();

    @Option(names = "--json", description = "Write the runs as a JSON array, with all that is known of them.")
    private boolean json;

    RunsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        if (limit < 0) throw new ParameterException(spec.commandLine(), "--limit is at least 0.");
        for (String field : shown)
            if (!field.startsWith("metric.") && !field.startsWith("param."))
                throw new ParameterException(
                        spec.commandLine(), "--show takes metric.NAME and param.NAME, but got " + field + ".");
        ArrayNode runs = JSON.createArrayNode();
        try (TrackerClient client = clientOptions.client(surroundings)) {
            read(client, runs);
            // Nothing found is an answer; that a name is misspelt may be the reason.
            if (runs.isEmpty() && !filter.isBlank())
                client.oddity(filter).ifPresent(spec.commandLine().getErr()::println);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(runs));
        else table(runs).forEach(out::println);
        out.flush();
        return ExitCodes.OK;
    }

    private void read(TrackerClient client, ArrayNode runs) throws IOException, InterruptedException, TrackerProblem {
        @Nullable String after = "";
        do {
            int wanted = limit == 0 ? PAGE : Math.min(PAGE, limit - runs.size());
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("filter", filter);
            parameters.put("sort", sort);
            parameters.put("limit", Integer.toString(wanted));
            if (after != null) parameters.put("after", after);
            JsonNode page = client.runs(parameters);
            page.path("items").forEach(runs::add);
            after = page.path("next").textValue();
        } while (after != null && (limit == 0 || runs.size() < limit));
    }

    private List<String> table(ArrayNode runs) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("ID"),
                Column.text("RUN"),
                Column.text("EXPERIMENT"),
                Column.text("STATUS"),
                Column.text("CREATED")));
        shown.forEach(field -> columns.add(Column.number(field.substring(field.indexOf('.') + 1))));
        Table table = new Table(columns);
        for (JsonNode run : runs) {
            List<String> cells = new ArrayList<>(List.of(
                    run.path("id").asText(),
                    run.path("name").asText(),
                    run.path("experiment").path("name").asText(),
                    run.path("status").asText(),
                    run.path("createdAt").asText()));
            shown.forEach(field -> cells.add(value(run, field)));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines();
    }

    private static String value(JsonNode run, String field) {
        String name = field.substring(field.indexOf('.') + 1);
        JsonNode value = field.startsWith("metric.")
                ? run.path("metrics").path(name).path("last")
                : run.path("parameters").path(name);
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }
}
