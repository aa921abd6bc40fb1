package io.trainyard.worker.files;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.CheckpointName;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import io.trainyard.worker.files.Checkpoint.InFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    public List<InFolder> checkpoints() throws IOException {
        Stream<InFolder> all = newestFirst(directory(), Optional.empty());
        for (Path attempt : attempts()) all = Stream.concat(all, newestFirst(attempt, idOf(attempt)));
        // Ids of attempts sort by time.
        return all.sorted(Comparator.comparingInt(InFolder::epoch)
                        .thenComparing(checkpoint -> checkpoint.file().toString())
                        .reversed())
                .toList();
    }

    private List<Path> attempts() throws IOException {
        return list(directory()).stream().filter(Files::isDirectory).toList();
    }

    private static Optional<AttemptId> idOf(Path folder) {
        return Optional.of(folder.getFileName().toString())
                .filter(SortableIds::isId)
                .map(AttemptId::new);
    }

    /** Those that lie in a folder itself; workers of earlier versions put them into that of the run. */
    static Stream<InFolder> newestFirst(Path folder, Optional<AttemptId> attempt) throws IOException {
        return list(folder).stream()
                .flatMap(file -> CheckpointName.epoch(file.getFileName().toString()).stream()
                        .mapToObj(epoch -> new InFolder(epoch, file, attempt)))
                .sorted(Comparator.comparingInt(InFolder::epoch).reversed());
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

    void deleteCheckpointsOfEndedAttempts(AttemptId but, Retention retention) throws IOException {
        for (Path attempt : attempts()) {
            if (attempt.equals(of(but)) || !Files.exists(attempt.resolve(ENDED))) continue;
            for (InFolder old : newestFirst(attempt, idOf(attempt)).toList())
                if (!retention.isKept(old.epoch())) Files.deleteIfExists(old.file());
        }
    }

    /** Deletes everything of the run here. */
    void delete() throws IOException {
        deleteAll(directory());
    }

    /** Deletes what of runs lies in a folder and was not touched since a time, such as what a process left that was killed. */
    public static void deleteUntouched(Path artifacts, Instant since) throws IOException {
        for (Path run : list(artifacts)) {
            if (!Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)) continue;
            boolean touched = false;
            for (Path file : walk(run))
                touched |= Files.getLastModifiedTime(file).toInstant().isAfter(since);
            if (!touched) deleteAll(run);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        for (Path file : walk(folder).reversed()) Files.deleteIfExists(file);
    }

    private static List<Path> walk(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) return List.of();
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
