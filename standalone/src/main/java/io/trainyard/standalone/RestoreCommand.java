package io.trainyard.standalone;

import io.trainyard.standalone.home.HomeInUseException;
import io.trainyard.tracker.backup.Backup.Contents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = "Fills an empty home, or an empty database and folder of artifacts, from a backup.",
        footer = ExitCodes.EXPLAINED)
final class RestoreCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BackupPlace place = new BackupPlace();

    @Parameters(paramLabel = "FOLDER", description = "A folder that the command backup has made.")
    private Path folder = Path.of("");

    RestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, HomeInUseException {
        Contents contents = place.restored(surroundings, backup -> backup.from(folder));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Restored %d runs and %d files of %d bytes, as they were at %s%n",
                contents.runs(), contents.files(), contents.bytes(), contents.at());
        out.flush();
        return ExitCodes.OK;
    }
}
