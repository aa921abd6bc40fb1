package io.trainyard.standalone;

import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "pause",
        description =
                "Pauses the runs that fit a filter and wait or train; those that train end their epoch; without --yes, only counts them.",
        footer = {ExitCodes.EXPLAINED, "Example: trainyard pause \"experiment.name = 'sweep'\" --yes"})
final class PauseCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private BulkOptions runs = new BulkOptions();

    PauseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        return runs.perform(
                new BulkOptions.Deed("pause", Map.of(), "paused", "paused or told to pause after their epoch"),
                surroundings);
    }
}
