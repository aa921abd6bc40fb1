package io.trainyard.standalone;

import com.fasterxml.jackson.databind.node.IntNode;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "extend",
        description =
                "Gives the runs that fit a filter and have ended more epochs, from their newest checkpoints on; without --yes, only counts them.",
        footer = {ExitCodes.EXPLAINED, "Example: trainyard extend \"experiment.name = 'sweep'\" --epochs 10 --yes"})
final class ExtendCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private BulkOptions runs = new BulkOptions();

    @Option(names = "--epochs", required = true, paramLabel = "NUMBER", description = "How many more.")
    private int epochs;

    ExtendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        return runs.perform(
                new BulkOptions.Deed(
                        "extend", Map.of("moreEpochs", IntNode.valueOf(epochs)), "extended", "queued again"),
                surroundings);
    }
}
