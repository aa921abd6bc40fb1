package io.trainyard.worker;

import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.Evidence;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.worker.Trainer.Training;
import io.trainyard.worker.files.SavedFile;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves what shows how a run fared. Evidence that cannot be made costs a line of the run's log, never the run. */
final class EvidenceRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceRecorder.class);
    /** Epochs may be shorter than writing a file takes. */
    private static final long BETWEEN_SAVES_NANOS = 2_000_000_000L;
    /** The evidence of a large network takes minutes. */
    private static final long BETWEEN_LINES_NANOS = 10_000_000_000L;

    /** The newest, and the one that the tracker may still point to. */
    private static final int STATISTICS_KEPT = 2;

    private final Attempt attempt;
    private final Training training;
    private final LongSupplier nanoTime;
    private final Deque<String> statistics = new ArrayDeque<>();
    private long lastSaveNanos;
    private long lastLineNanos;

    /** @param nanoTime as that of the system */
    EvidenceRecorder(Attempt attempt, Training training, LongSupplier nanoTime) {
        this.attempt = attempt;
        this.training = training;
        this.nanoTime = nanoTime;
        lastSaveNanos = nanoTime.getAsLong() - BETWEEN_SAVES_NANOS;
    }

    /** Adds the epoch that has just ended to the statistics of the layers. */
    void afterEpoch() {
        guarded(Evidence.LAYER_STATISTICS, () -> {
            LayerStatistics all = training.measureLayers();
            // The last ones are saved with the rest of the evidence.
            if (training.isFinished() || nanoTime.getAsLong() - lastSaveNanos < BETWEEN_SAVES_NANOS) return;
            save(all);
            lastSaveNanos = nanoTime.getAsLong();
        });
    }

    private void save(LayerStatistics all) throws IOException {
        int epoch = training.epochsCompleted();
        // Under a name of its own: the file that was reported last is downloaded until the tracker has heard of this
        // one.
        String file = "layer-statistics-%06d.json".formatted(epoch);
        save(Evidence.of(all).from(attempt.origin(epoch)), file, epoch);
        statistics.remove(file);
        statistics.addLast(file);
        while (statistics.size() > STATISTICS_KEPT) {
            String old = statistics.removeFirst();
            attempt.publication().withdraw(old);
            attempt.files().delete(old);
        }
    }

    /** Saves the evidence of the trained network; returns why it stopped if it did so before the end. */
    Optional<StopReason> atEnd() {
        long startNanos = nanoTime.getAsLong();
        lastLineNanos = startNanos;
        int[] saved = {0};
        guarded(Evidence.LAYER_STATISTICS, () -> {
            if (!training.layers().epochs().isEmpty()) save(training.layers());
        });
        int best = training.bestEpoch();
        for (Artifact artifact : training.evidence(attempt.origin(best), this::afterStep)) {
            Optional<StopReason> reason = attempt.stopReason();
            if (reason.isPresent()) return reason;
            try {
                guarded(artifact.name(), () -> {
                    save(artifact, artifact.name(), best);
                    saved[0]++;
                });
            } catch (CancellationException e) {
                // Who told it to stop still says so: an order to stop is never taken back.
                return Optional.of(attempt.stopReason().orElseThrow(() -> e));
            }
        }
        double seconds = (nanoTime.getAsLong() - startNanos) / 1e9;
        say(String.format(Locale.ROOT, "%d files, made in %.1f s", saved[0], seconds));
        return Optional.empty();
    }

    private boolean afterStep(String file, int done, int steps) {
        if (nanoTime.getAsLong() - lastLineNanos >= BETWEEN_LINES_NANOS) {
            say(file + " is " + 100 * done / steps + " % done");
            lastLineNanos = nanoTime.getAsLong();
        }
        return attempt.stopReason().isEmpty();
    }

    private void say(String message) {
        attempt.reporter().log(LogLevel.INFO, "Evidence: " + message);
    }

    private void save(Artifact artifact, String fileName, int epoch) throws IOException {
        SavedFile saved = attempt.files().save(fileName, file -> write(artifact, file));
        attempt.publication().file(saved, () -> report(artifact, saved, epoch));
    }

    private void report(Artifact artifact, SavedFile saved, int epoch) {
        attempt.reporter()
                .report(header -> new RunEvent.ArtifactSaved(
                        header,
                        artifact.name(),
                        artifact.mediaType(),
                        saved.path(),
                        saved.bytes(),
                        saved.sha256(),
                        epoch));
    }

    private void write(Artifact artifact, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(stopping(Files.newOutputStream(file)))) {
            artifact.content().writeTo(out);
        }
    }

    /** A file of gigabytes takes its time to be written. */
    private OutputStream stopping(OutputStream file) {
        return new FilterOutputStream(file) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (attempt.stopReason().isPresent())
                    throw new CancellationException("the file is not wanted any more");
                out.write(bytes, offset, length);
            }
        };
    }

    private interface Step {
        void run() throws IOException;
    }

    private void guarded(String name, Step step) {
        try {
            step.run();
        } catch (CancellationException e) {
            throw e;
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            LOG.atError().addKeyValue("runId", attempt.run()).setCause(e).log("{} was not saved", name);
            attempt.reporter().log(LogLevel.WARNING, name + " was not saved: " + e);
        }
    }
}
