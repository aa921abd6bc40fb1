package io.trainyard.worker;

import io.trainyard.engine.ResumePoint;
import io.trainyard.worker.files.Checkpoint;
import io.trainyard.worker.files.Checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the newest checkpoint of a run that can be used, whichever attempt left it, and makes it the attempt's own with that of
 * the best epoch: what is reported as the epoch to go on from can then be opened, even if the other attempt deletes its files
 * meanwhile.
 */
final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private final Attempt attempt;
    private final Trainer trainer;
    private final List<String> warnings = new ArrayList<>();
    private final Set<Checkpoint> tried = new HashSet<>();

    Resumption(Attempt attempt, Trainer trainer) {
        this.attempt = attempt;
        this.trainer = trainer;
    }

    /** A checkpoint that was read to its end. */
    record Found(int epoch, int bestEpoch, Path file) {}

    /** What the researcher should know of checkpoints that were left out. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * The newest checkpoint that can be used; empty if there is none.
     *
     * @throws IOException if nobody can say which there are
     */
    Optional<Found> find() throws IOException, InterruptedException {
        while (true) {
            // Looked up again each time: attempts that are still at work delete their older ones.
            Optional<Checkpoint> newest = attempt.publication().checkpoints().stream()
                    .filter(checkpoint -> attempt.restart().allows(checkpoint.attempt(), checkpoint.epoch()))
                    .filter(checkpoint -> !tried.contains(checkpoint))
                    .findFirst();
            if (newest.isEmpty()) return Optional.empty();
            Optional<Found> found = tryToUse(newest.get());
            if (found.isPresent()) return found;
        }
    }

    private Optional<Found> tryToUse(Checkpoint checkpoint) throws StorageException, InterruptedException {
        tried.add(checkpoint);
        try {
            Optional<Path> adopted = adopt(checkpoint);
            if (adopted.isEmpty()) return Optional.empty();
            ResumePoint point = read(checkpoint, adopted.get());
            if (point.bestEpoch() == point.epoch()) return found(point, adopted.get());
            Checkpoint best = checkpoint.sibling(point.bestEpoch());
            Path bestFile = adopt(best)
                    .orElseThrow(() -> new IOException("that of the best epoch is missing: " + best.place()));
            read(best, bestFile);
            return found(point, adopted.get());
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            leaveOut(checkpoint, e);
            return Optional.empty();
        }
    }

    private static Optional<Found> found(ResumePoint point, Path file) {
        return Optional.of(new Found(point.epoch(), point.bestEpoch(), file));
    }

    /** Empty if the file has been deleted meanwhile. */
    private Optional<Path> adopt(Checkpoint checkpoint)
            throws StorageException, UnusableCheckpointException, InterruptedException {
        try {
            Path file = checkpoint.adoptInto(attempt.files());
            tried.add(new Checkpoint.InFolder(checkpoint.epoch(), file, Optional.of(attempt.id())));
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UnusableCheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new StorageException("The checkpoint of epoch " + checkpoint.epoch(), e);
        }
    }

    private ResumePoint read(Checkpoint checkpoint, Path file) throws IOException {
        ResumePoint point = trainer.resumePoint(attempt.spec(), file);
        if (point.epoch() != checkpoint.epoch())
            throw new IOException(file + ": is of epoch " + point.epoch() + ", not as its name says");
        return point;
    }

    private void leaveOut(Checkpoint checkpoint, IOException cause) {
        LOG.atWarn()
                .addKeyValue("runId", attempt.run())
                .addKeyValue("epoch", checkpoint.epoch())
                .setCause(cause)
                .log("checkpoint cannot be used and is left out");
        attempt.files().deleteCheckpoints();
        warnings.add("The checkpoint of epoch " + checkpoint.epoch() + " cannot be used and is left out: "
                + StorageException.reason(cause));
    }
}
