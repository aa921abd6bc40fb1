package io.trainyard.worker;

import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.Evidence;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.worker.CheckpointFolder.Saved;
import io.trainyard.worker.Trainer.Training;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Attempt attempt;
    private final Training training;
    private final LongSupplier nanoTime;
    private Optional<LayerStatistics> layers = Optional.empty();
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
            LayerStatistics all = layers.orElseGet(this::earlierStatistics).with(training.layers());
            layers = Optional.of(all);
            boolean isLast = training.isFinished();
            if (!isLast && nanoTime.getAsLong() - lastSaveNanos < BETWEEN_SAVES_NANOS) return;
            save(Evidence.of(all));
            lastSaveNanos = nanoTime.getAsLong();
        });
    }

    /** Saves the evidence of the trained network; returns why it stopped if it did so before the end. */
    Optional<StopReason> atEnd() {
        long startNanos = nanoTime.getAsLong();
        lastLineNanos = startNanos;
        int[] saved = {0};
        for (Artifact artifact : training.evidence(this::afterStep)) {
            Optional<StopReason> reason = attempt.stopReason();
            if (reason.isPresent()) return reason;
            try {
                guarded(artifact.name(), () -> {
                    save(artifact);
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

    /** Of an attempt before this one. */
    private LayerStatistics earlierStatistics() {
        try {
            Optional<byte[]> file = attempt.files().read(Evidence.LAYER_STATISTICS);
            return file.isEmpty() ? LayerStatistics.NONE : Evidence.layerStatistics(file.get());
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("runId", attempt.run())
                    .setCause(e)
                    .log("earlier statistics of the layers are lost");
            return LayerStatistics.NONE;
        }
    }

    private void save(Artifact artifact) throws IOException {
        Saved saved = attempt.files().save(artifact.name(), file -> write(artifact, file));
        attempt.reporter()
                .report(header -> new RunEvent.ArtifactSaved(
                        header, artifact.name(), artifact.mediaType(), saved.path(), saved.bytes()));
    }

    private long write(Artifact artifact, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(stopping(Files.newOutputStream(file)))) {
            artifact.content().writeTo(out);
        }
        return Files.size(file);
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
