package io.trainyard.worker.files;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one run in the folder of artifacts: a folder for each attempt. */
public final class RunFolder {
    /** Marks the folder of an attempt that writes nothing more. */
    private static final String ENDED = "ended";

    private final Path artifacts;
    private final RunId run;

    RunFolder(Path artifacts, RunId run) {
        this.artifacts = artifacts;
        this.run = run;
    }

    /** A checkpoint that was found; whether it can be read is not known yet, nor whether it is still there. */
    public record Checkpoint(int epoch, Path file) {
        /** Of another epoch, by the same attempt. */
        public Checkpoint sibling(int otherEpoch) {
            return new Checkpoint(otherEpoch, file.resolveSibling(CheckpointName.of(otherEpoch)));
        }
    }

    private Path directory() {
        return artifacts.resolve(run.value());
    }

    Path of(AttemptId attempt) {
        return directory().resolve(attempt.value());
    }

    /** Relative to the folder of artifacts. */
    String path(AttemptId attempt, String name) {
        return run + "/" + attempt + "/" + name;
    }

    /** The checkpoints of all attempts; of one epoch, the newest attempt's comes first. */
    public List<Checkpoint> checkpoints() throws IOException {
        Stream<Checkpoint> all = newestFirst(directory());
        for (Path attempt : attempts()) all = Stream.concat(all, newestFirst(attempt));
        // Ids of attempts sort by time.
        return all.sorted(Comparator.comparingInt(Checkpoint::epoch)
                        .thenComparing(checkpoint -> checkpoint.file().toString())
                        .reversed())
                .toList();
    }

    private List<Path> attempts() throws IOException {
        return list(directory()).stream().filter(Files::isDirectory).toList();
    }

    /** Those that lie in a folder itself; workers of earlier versions put them into that of the run. */
    static Stream<Checkpoint> newestFirst(Path folder) throws IOException {
        return list(folder).stream()
                .flatMap(file -> CheckpointName.epoch(file).stream().mapToObj(epoch -> new Checkpoint(epoch, file)))
                .sorted(Comparator.comparingInt(Checkpoint::epoch).reversed());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    void markEnded(AttemptId attempt) throws IOException {
        Files.write(of(attempt).resolve(ENDED), new byte[0]);
    }

    void deleteCheckpointsOfEndedAttempts(AttemptId but) throws IOException {
        for (Path attempt : attempts()) {
            if (attempt.equals(of(but)) || !Files.exists(attempt.resolve(ENDED))) continue;
            for (Checkpoint old : newestFirst(attempt).toList()) Files.deleteIfExists(old.file());
        }
    }
}
