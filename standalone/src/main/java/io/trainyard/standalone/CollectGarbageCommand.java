package io.trainyard.standalone;

import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.client.TrackerClient.Garbage;
import io.trainyard.standalone.client.TrackerProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "collect-garbage",
        description = "Deletes files of runs that nobody needs any more, as a tracker does every hour by itself.",
        footer = ExitCodes.EXPLAINED)
final class CollectGarbageCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Option(names = "--dry-run", description = "Only say how much that is.")
    private boolean dryRun;

    CollectGarbageCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TrackerProblem {
        try (TrackerClient client = clientOptions.client(surroundings)) {
            Garbage garbage = client.collectGarbage(dryRun);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "%s %d files of %d bytes%n", dryRun ? "Nobody needs" : "Deleted", garbage.files(), garbage.bytes());
            out.flush();
            return ExitCodes.OK;
        }
    }
}
