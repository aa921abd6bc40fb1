package io.trainyard.worker;

import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.TrainedOn;
import io.trainyard.engine.EpochResult;
import io.trainyard.engine.StepProgress;
import io.trainyard.engine.TrainingStoppedException;
import io.trainyard.worker.Trainer.Training;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.files.Publication.SavedCheckpoint;
import io.trainyard.worker.files.SavedFile;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains epoch after epoch; after each one come its event, its checkpoint and the checkpoint's event, in this order. When
 * training has ended, the model is saved and then the evidence, both of the best epoch.
 */
final class TrainingLoop {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);

    private final Attempt attempt;
    private final Training training;
    private final PatientSaving saving;
    private final EvidenceRecorder evidence;
    private final StepReports steps;

    TrainingLoop(Attempt attempt, Training training, PatientSaving saving) {
        this.attempt = attempt;
        this.training = training;
        this.saving = saving;
        evidence = new EvidenceRecorder(attempt, training, System::nanoTime);
        steps = new StepReports(attempt.reporter(), Clock.systemUTC());
    }

    /**
     * Trains until the run is finished or the attempt shall stop; returns why it stopped.
     *
     * @throws IOException if what the run must leave cannot be saved, or not be read again
     */
    Optional<StopReason> train() throws IOException {
        try {
            // The tracker may have lost the epochs before the checkpoint, and keeps the first report of each.
            training.results().forEach(result -> reportCompleted(result, Optional.empty()));
            while (!training.isFinished()) {
                Optional<StopReason> reason = attempt.stopReasonAfterEpoch();
                if (reason.isPresent()) return reason;
                trainEpoch();
            }
            training.warning().ifPresent(warning -> attempt.reporter().log(LogLevel.WARNING, warning));
            saveModel();
            Optional<StopReason> stopped = evidence.atEnd();
            if (stopped.isEmpty()) saving.await(attempt.publication());
            return stopped;
        } catch (TrainingStoppedException e) {
            // Who told it to stop still says so: an order to stop is never taken back.
            return Optional.of(attempt.stopReason().orElseThrow(() -> e));
        } catch (StoppedException e) {
            return Optional.of(e.reason());
        }
    }

    private void trainEpoch() throws StorageException, StoppedException {
        EpochResult result = training.trainEpoch(this::afterSteps);
        reportCompleted(result, Optional.of(training.on()));
        training.slowdown().ifPresent(slowdown -> attempt.reporter().log(LogLevel.WARNING, slowdown.toString()));
        // Before the checkpoint, which carries the statistics of the layers.
        evidence.afterEpoch();
        saveCheckpoint(result.epoch());
    }

    private void saveCheckpoint(int epoch) throws StorageException, StoppedException {
        String what = "The checkpoint of epoch " + epoch;
        try {
            SavedFile saved = isNeeded(epoch) ? saving.save(what, () -> write(epoch)) : write(epoch);
            attempt.publication()
                    .checkpoint(
                            new SavedCheckpoint(epoch, saved),
                            training.bestEpoch(),
                            () -> reportCheckpoint(epoch, saved));
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            // Training goes on: without the checkpoint a crash only costs more.
            LOG.atError()
                    .addKeyValue("runId", attempt.run())
                    .addKeyValue("epoch", epoch)
                    .setCause(e)
                    .log("checkpoint was not saved");
            attempt.reporter().log(LogLevel.WARNING, what + " was not saved: " + StorageException.reason(e));
        }
    }

    /** The run leaves the weights of its best epoch, and they are nowhere but in the checkpoint once the next one is trained. */
    private boolean isNeeded(int epoch) {
        return training.isFinished() || (attempt.spec().dataset().holdsOut() && training.bestEpoch() == epoch);
    }

    private SavedFile write(int epoch) throws IOException {
        return attempt.files()
                .saveCheckpoint(
                        epoch, training.bestEpoch(), file -> training.saveCheckpoint(file, attempt.origin(epoch)));
    }

    private void reportCheckpoint(int epoch, SavedFile saved) {
        attempt.reporter()
                .report(header ->
                        new RunEvent.CheckpointSaved(header, epoch, saved.path(), saved.bytes(), saved.sha256()));
    }

    private void saveModel() throws IOException, StoppedException {
        int best = training.bestEpoch();
        SavedFile model = saving.save("The model", () -> attempt.files().saveModel(best));
        attempt.publication().file(model, () -> reportModel(model, best));
        if (best == training.epochsCompleted()) return;
        training.lookBack(best, attempt.files().checkpoint(best));
        attempt.reporter()
                .log(
                        LogLevel.INFO,
                        "The model and the evidence are of epoch " + best + ", which had the least validation loss");
    }

    private void reportModel(SavedFile model, int best) {
        attempt.reporter()
                .report(header -> new RunEvent.ArtifactSaved(
                        header,
                        AttemptFolder.MODEL,
                        "application/octet-stream",
                        model.path(),
                        model.bytes(),
                        model.sha256(),
                        best));
    }

    private boolean afterSteps(StepProgress progress) {
        // Where training goes on on another device within an epoch, the epoch counts as trained on that one.
        if (Double.isFinite(progress.trainLoss())) reportProgress(progress, training.on());
        steps.add(progress);
        return attempt.stopReason().isEmpty();
    }

    private void reportProgress(StepProgress progress, TrainedOn on) {
        attempt.reporter()
                .reportProgress(header -> new RunEvent.EpochProgressed(
                        header,
                        progress.epoch(),
                        progress.step(),
                        progress.steps(),
                        progress.trainLoss(),
                        progress.trainAccuracy(),
                        progress.imagesPerSecond(),
                        Optional.of(on)));
    }

    private void reportCompleted(EpochResult result, Optional<TrainedOn> on) {
        Map<String, Double> finite = new TreeMap<>(result.metrics());
        finite.values().removeIf(value -> !Double.isFinite(value));
        attempt.reporter()
                .report(header -> new RunEvent.EpochCompleted(
                        header,
                        result.epoch(),
                        finite,
                        result.classAccuracies(),
                        result.trainMillis(),
                        result.evaluationMillis(),
                        on));
        if (finite.size() < result.metrics().size())
            attempt.reporter()
                    .log(
                            LogLevel.WARNING,
                            "Epoch " + result.epoch() + " has metrics that are not finite: they are left out");
    }
}
