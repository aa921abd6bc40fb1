package io.trainyard.tracker.files;

import io.trainyard.contract.CheckpointName;
import io.trainyard.tracker.storage.FileReferences.OfRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which files nobody needs any more: a decision about one run at a time, without any access to files.
 *
 * @param every so many epochs a checkpoint is kept for good; 0 for none
 */
record Garbage(int every) {
    /** A file may be there before the report of it is read. */
    static final Duration UNREPORTED = Duration.ofHours(1);

    /** A run that is not known may be one that a restored database does not have yet. */
    static final Duration UNKNOWN = Duration.ofDays(1);

    /** As many of its own as an attempt goes without those of others. */
    private static final int ENOUGH = 2;

    /** What nobody needs of the files of a run, which may be none that is known. */
    List<StoredFile> of(Optional<OfRun> run, List<StoredFile> files, Instant now) {
        if (run.isEmpty())
            return files.stream()
                    .filter(file -> file.modified().isBefore(now.minus(UNKNOWN)))
                    .toList();
        Map<String, Long> checkpoints = files.stream()
                .filter(file -> epoch(file).isPresent())
                .collect(Collectors.groupingBy(Garbage::folder, Collectors.counting()));
        return files.stream()
                .filter(file -> file.modified().isBefore(now.minus(UNREPORTED)))
                .filter(file -> !isNeeded(run.get(), file, checkpoints))
                .toList();
    }

    private boolean isNeeded(OfRun run, StoredFile file, Map<String, Long> checkpoints) {
        if (run.artifacts().contains(file.path())
                || run.newestCheckpoint().filter(file.path()::equals).isPresent()) return true;
        Optional<String> owner = run.owner().map(attempt -> "/" + attempt);
        if (owner.filter(folder(file)::endsWith).isPresent()) return true;
        OptionalInt epoch = epoch(file);
        if (epoch.isEmpty()) return false;
        if (every > 0 && epoch.getAsInt() % every == 0) return true;
        if (run.status().isTerminal()) return isOfLastAttempt(run, file);
        // Somebody will go on from it, or the one who has may still be without enough of its own.
        return owner.isEmpty()
                || checkpoints.entrySet().stream()
                        .noneMatch(of -> of.getKey().endsWith(owner.get()) && of.getValue() >= ENOUGH);
    }

    /** Its worker has left those that are to stay. */
    private static boolean isOfLastAttempt(OfRun run, StoredFile file) {
        return run.newestCheckpoint()
                .filter(newest -> newest.startsWith(folder(file) + "/"))
                .isPresent();
    }

    private static OptionalInt epoch(StoredFile file) {
        return CheckpointName.epoch(file.name());
    }

    private static String folder(StoredFile file) {
        return file.path().substring(0, file.path().lastIndexOf('/'));
    }
}
