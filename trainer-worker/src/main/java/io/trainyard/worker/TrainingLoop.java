package io.trainyard.worker;

import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.engine.EpochResult;
import io.trainyard.engine.StepProgress;
import io.trainyard.engine.TrainingStoppedException;
import io.trainyard.worker.CheckpointFolder.Saved;
import io.trainyard.worker.Trainer.Training;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains epoch after epoch; after each one come its event, its checkpoint and the checkpoint's event, in this order. The
 * evidence comes last.
 */
final class TrainingLoop {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

    private final Attempt attempt;
    private final Training training;
    private final EvidenceRecorder evidence;

    TrainingLoop(Attempt attempt, Training training) {
        this.attempt = attempt;
        this.training = training;
        evidence = new EvidenceRecorder(attempt, training, System::nanoTime);
    }

    /** Trains until the run is finished or the attempt shall stop; returns why it stopped. */
    Optional<StopReason> train() {
        // The tracker may have lost the epochs before the checkpoint, and keeps the first report of each.
        training.results().forEach(this::reportCompleted);
        while (!training.isFinished()) {
            Optional<StopReason> reason = attempt.stopReason();
            if (reason.isPresent()) return reason;
            try {
                trainEpoch();
            } catch (TrainingStoppedException e) {
                // Who told it to stop still says so: an order to stop is never taken back.
                return Optional.of(attempt.stopReason().orElseThrow(() -> e));
            }
        }
        training.warning().ifPresent(warning -> attempt.reporter().log(LogLevel.WARNING, warning));
        return evidence.atEnd();
    }

    private void trainEpoch() {
        EpochResult result = training.trainEpoch(this::afterSteps);
        reportCompleted(result);
        training.slowdown().ifPresent(slowdown -> attempt.reporter().log(LogLevel.WARNING, slowdown.toString()));
        try {
            Saved saved = attempt.files().saveCheckpoint(result.epoch(), training::saveCheckpoint);
            attempt.reporter()
                    .report(header ->
                            new RunEvent.CheckpointSaved(header, result.epoch(), saved.path(), saved.bytes()));
        } catch (IOException e) {
            // Training goes on: without the checkpoint a crash only costs more.
            LOG.atError()
                    .addKeyValue("runId", attempt.run())
                    .addKeyValue("epoch", result.epoch())
                    .setCause(e)
                    .log("checkpoint was not saved");
            attempt.reporter().log(LogLevel.WARNING, "The checkpoint of epoch " + result.epoch() + " was not saved");
        }
        evidence.afterEpoch();
    }

    private boolean afterSteps(StepProgress progress) {
        if (Double.isFinite(progress.trainLoss())) reportProgress(progress);
        return attempt.stopReason().isEmpty();
    }

    private void reportProgress(StepProgress progress) {
        attempt.reporter()
                .reportProgress(header -> new RunEvent.EpochProgressed(
                        header,
                        progress.epoch(),
                        progress.step(),
                        progress.steps(),
                        progress.trainLoss(),
                        progress.trainAccuracy(),
                        progress.imagesPerSecond()));
    }

    private void reportCompleted(EpochResult result) {
        Map<String, Double> finite = new TreeMap<>(result.metrics());
        finite.values().removeIf(value -> !Double.isFinite(value));
        attempt.reporter()
                .report(header -> new RunEvent.EpochCompleted(
                        header,
                        result.epoch(),
                        finite,
                        result.classAccuracies(),
                        result.trainMillis(),
                        result.evaluationMillis()));
        if (finite.size() < result.metrics().size())
            attempt.reporter()
                    .log(
                            LogLevel.WARNING,
                            "Epoch " + result.epoch() + " has metrics that are not finite: they are left out");
    }
}
