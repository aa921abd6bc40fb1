package io.trainyard.worker;

import io.trainyard.engine.ResumePoint;
import io.trainyard.worker.files.RunFolder.Checkpoint;
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
    private final Set<Path> tried = new HashSet<>();

    Resumption(Attempt attempt, Trainer trainer) {
        this.attempt = attempt;
        this.trainer = trainer;
    }

    /** A checkpoint that was read to its end. */
    record Found(int epoch, Path file) {}

    /** What the researcher should know of checkpoints that were left out. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * The newest checkpoint that can be used; empty if there is none.
     *
     * @throws IOException if the folder of artifacts cannot be read
     */
    Optional<Found> find() throws IOException {
        while (true) {
            // Looked up again each time: attempts that are still at work delete their older ones.
            Optional<Checkpoint> newest = attempt.files().run().checkpoints().stream()
                    .filter(checkpoint -> !tried.contains(checkpoint.file()))
                    .findFirst();
            if (newest.isEmpty()) return Optional.empty();
            Optional<Found> found = tryToUse(newest.get());
            if (found.isPresent()) return found;
        }
    }

    private Optional<Found> tryToUse(Checkpoint checkpoint) throws StorageException {
        tried.add(checkpoint.file());
        Optional<Path> adopted = adopt(checkpoint);
        if (adopted.isEmpty()) return Optional.empty();
        try {
            ResumePoint point = read(checkpoint, adopted.get());
            if (point.bestEpoch() == point.epoch()) return Optional.of(new Found(point.epoch(), adopted.get()));
            Checkpoint best = checkpoint.sibling(point.bestEpoch());
            Path bestFile =
                    adopt(best).orElseThrow(() -> new IOException("that of the best epoch is missing: " + best.file()));
            read(best, bestFile);
            return Optional.of(new Found(point.epoch(), adopted.get()));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            leaveOut(checkpoint, e);
            return Optional.empty();
        }
    }

    /** Empty if the file has been deleted meanwhile. */
    private Optional<Path> adopt(Checkpoint checkpoint) throws StorageException {
        try {
            Path file = attempt.files().adopt(checkpoint);
            tried.add(file);
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
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
