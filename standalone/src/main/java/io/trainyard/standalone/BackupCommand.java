package io.trainyard.standalone;

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
        name = "backup",
        description =
                "Copies the database and the files of runs, so that they fit each other, while a tracker runs or not.",
        footer = ExitCodes.EXPLAINED)
final class BackupCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BackupPlace place = new BackupPlace();

    @Parameters(paramLabel = "FOLDER", description = "A folder that is empty or not there yet.")
    private Path folder = Path.of("");

    BackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Contents contents = place.saved(surroundings, backup -> backup.to(folder));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Saved %d runs and %d files of %d bytes, as they were at %s%n",
                contents.runs(), contents.files(), contents.bytes(), contents.at());
        out.flush();
        if (!contents.missing().isEmpty())
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%d files that the database names were not there, such as %s%n",
                            contents.missing().size(), contents.missing().getFirst());
        return ExitCodes.OK;
    }
}
