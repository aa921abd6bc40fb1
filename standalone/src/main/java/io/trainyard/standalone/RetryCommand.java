package io.trainyard.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "retry",
        description =
                "Queues the runs again that fit a filter and failed or were cancelled; without --yes, only counts them.",
        footer = {
            ExitCodes.EXPLAINED,
            "Example: trainyard retry \"experiment.name = 'sweep' AND status = 'failed'\" --from best --yes"
        })
final class RetryCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private BulkOptions runs = new BulkOptions();

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description =
                    "start, or the newest or best checkpoint; a run without one begins at its start. Default: newest.")
    private From from = From.NEWEST;

    private enum From {
        START,
        NEWEST,
        BEST
    }

    RetryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        Map<String, JsonNode> fields =
                Map.of("from", TextNode.valueOf(from.name().toLowerCase(Locale.ROOT)));
        return runs.perform(new BulkOptions.Deed("retry", fields, "retried", "queued again"), surroundings);
    }
}
