package io.trainyard.worker.reporting;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The attempts that a worker makes, one small file each beside its spool: when its process dies of one, whoever watched the
 * process finds here which attempts it was.
 */
public final class UnderWay {
    private final Path directory;

    private UnderWay(Path directory) {
        this.directory = directory;
    }

    /** Of an attempt and its run. */
    record Entry(RunId run, AttemptId attempt) {}

    static UnderWay of(Path spoolDirectory) {
        return new UnderWay(spoolDirectory.resolve("under-way"));
    }

    /** For the process that makes the attempts: those of an earlier one are of the past. */
    public static UnderWay startIn(Path spoolDirectory) throws IOException {
        UnderWay underWay = of(spoolDirectory);
        Files.createDirectories(underWay.directory);
        for (Entry entry : underWay.entries()) underWay.end(entry.attempt());
        return underWay;
    }

    public void begin(RunId run, AttemptId attempt) throws IOException {
        Files.writeString(file(attempt), run.value());
    }

    public void end(AttemptId attempt) throws IOException {
        Files.deleteIfExists(file(attempt));
    }

    List<Entry> entries() throws IOException {
        if (!Files.isDirectory(directory)) return List.of();
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String run = Files.readString(file).strip();
                // The process may have died between making the file and filling it: then it had not begun either.
                if (run.isEmpty()) Files.delete(file);
                else
                    entries.add(new Entry(
                            new RunId(run), new AttemptId(file.getFileName().toString())));
            }
        }
        return entries;
    }

    private Path file(AttemptId attempt) {
        return directory.resolve(attempt.value());
    }
}
