package io.trainyard.standalone;

import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "resume",
        description = "Has the runs go on that fit a filter and are paused; without --yes, only counts them.",
        footer = {ExitCodes.EXPLAINED, "Example: trainyard resume \"experiment.name = 'sweep'\" --yes"})
final class ResumeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private BulkOptions runs = new BulkOptions();

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        return runs.perform(new BulkOptions.Deed("resume", Map.of(), "resumed", "resumed"), surroundings);
    }
}
