package io.trainyard.worker;

import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.Evidence;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.worker.CheckpointFolder.Saved;
import io.trainyard.worker.Trainer.Training;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves what shows how a run fared. Evidence that cannot be made costs a line of the run's log, never the run. */
final class EvidenceRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceRecorder.class);
    /** Epochs may be shorter than writing a file takes. */
    private static final long BETWEEN_SAVES_NANOS = 2_000_000_000L;

    private final Attempt attempt;
    private final Training training;
    private Optional<LayerStatistics> layers = Optional.empty();
    private long lastSaveNanos = System.nanoTime() - BETWEEN_SAVES_NANOS;

    EvidenceRecorder(Attempt attempt, Training training) {
        this.attempt = attempt;
        this.training = training;
    }

    /** Adds the epoch that has just ended to the statistics of the layers. */
    void afterEpoch() {
        guarded(Evidence.LAYER_STATISTICS, () -> {
            LayerStatistics all = layers.orElseGet(this::earlierStatistics).with(training.layers());
            layers = Optional.of(all);
            boolean isLast = training.isFinished();
            if (!isLast && System.nanoTime() - lastSaveNanos < BETWEEN_SAVES_NANOS) return;
            save(Evidence.of(all));
            lastSaveNanos = System.nanoTime();
        });
    }

    /** Saves the evidence of the trained network; returns why it stopped if it did so before the end. */
    Optional<StopReason> atEnd() {
        long startNanos = System.nanoTime();
        int[] saved = {0};
        for (Artifact artifact : training.evidence()) {
            Optional<StopReason> reason = attempt.stopReason();
            if (reason.isPresent()) return reason;
            guarded(artifact.name(), () -> {
                save(artifact);
                saved[0]++;
            });
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        attempt.reporter()
                .log(
                        LogLevel.INFO,
                        String.format(Locale.ROOT, "Evidence: %d files, made in %.1f s", saved[0], seconds));
        return Optional.empty();
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

    private static long write(Artifact artifact, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            artifact.content().writeTo(out);
        }
        return Files.size(file);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void guarded(String name, Step step) {
        try {
            step.run();
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            LOG.atError().addKeyValue("runId", attempt.run()).setCause(e).log("{} was not saved", name);
            attempt.reporter().log(LogLevel.WARNING, name + " was not saved: " + e);
        }
    }
}
