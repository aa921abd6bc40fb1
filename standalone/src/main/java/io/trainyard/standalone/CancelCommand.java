package io.trainyard.standalone;

import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "cancel",
        description = "Cancels the runs that fit a filter and have not ended; without --yes, only counts them.",
        footer = {
            ExitCodes.EXPLAINED,
            "Example: trainyard cancel \"experiment.name = 'sweep' AND status = 'queued'\" --yes"
        })
final class CancelCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private BulkOptions runs = new BulkOptions();

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        return runs.perform(
                new BulkOptions.Deed("cancel", Map.of(), "cancelled", "cancelled or told to stop"), surroundings);
    }
}
