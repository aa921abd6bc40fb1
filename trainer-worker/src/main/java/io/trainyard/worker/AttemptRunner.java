package io.trainyard.worker;

import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.wire.RefusedRequestException;
import io.trainyard.engine.data.DataException;
import io.trainyard.worker.Resumption.Found;
import io.trainyard.worker.Trainer.Prepared;
import io.trainyard.worker.Trainer.Training;
import io.trainyard.worker.files.Publication;
import io.trainyard.worker.files.Publication.SavedCheckpoint;
import io.trainyard.worker.queue.RequestHandler.Outcome;
import io.trainyard.worker.reporting.RunReporter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt at a run: from {@code AttemptStarted} to the event that ends it. */
final class AttemptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

    /** Of the time that a process has to stop in good order. */
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(4);

    private static final Duration LOOK_FOR_ORDERS = Duration.ofMillis(100);

    private final WorkerName worker;
    private final Trainer trainer;
    private final PatientSaving.Pauses pauses;
    private final WorkerPause pause;

    AttemptRunner(WorkerName worker, Trainer trainer, PatientSaving.Pauses pauses, WorkerPause pause) {
        this.worker = worker;
        this.trainer = trainer;
        this.pauses = pauses;
        this.pause = pause;
    }

    /** Trains on the calling thread, and reports how that ended. */
    void run(Attempt attempt) {
        long startNanos = System.nanoTime();
        try {
            Trained trained = train(attempt);
            if (trained.stopped().isPresent()) {
                stop(attempt, trained.stopped().get());
            } else {
                complete(attempt, trained.epochs(), Duration.ofNanos(System.nanoTime() - startNanos));
                pause.forget();
            }
        } catch (CancellationException e) {
            // Who told it to stop still says so: an order to stop is never taken back.
            attempt.stopReason().ifPresentOrElse(reason -> stop(attempt, reason), () -> fail(attempt, e));
        } catch (Throwable e) {
            fail(attempt, e);
        } finally {
            attempt.publication().close();
        }
    }

    /** Makes no attempt but to say why. */
    Outcome refuse(RunReporter reporter, RefusedRequestException request) {
        Failure failure = Failure.of(request.invalid());
        reporter.report(header -> new RunEvent.AttemptStarted(header, worker, trainer.device(), 0, request.restart()));
        reporter.report(header -> new RunEvent.RunFailed(header, failure.kind(), failure.message()));
        return Outcome.DONE;
    }

    /**
     * How training ended.
     *
     * @param stopped why before its end; empty if the run is finished
     * @param epochs of the whole run that are trained
     */
    private record Trained(Optional<StopReason> stopped, int epochs) {}

    private Trained train(Attempt attempt) throws DataException, IOException, InterruptedException {
        Resumption resumption = new Resumption(attempt, trainer);
        Optional<Found> found = find(attempt, resumption);
        // Before the data is loaded, which may take minutes: the tracker may have another owner for the run.
        reportStart(attempt, found.map(Found::epoch).orElse(0));
        Claim.Word word = attempt.claim().await(attempt);
        if (word.refused().isPresent()) return new Trained(word.refused(), 0);
        resumption.warnings().forEach(warning -> attempt.reporter().log(LogLevel.WARNING, warning));
        attempt.publication().begin(adopted(attempt, found));
        Prepared prepared = prepare(attempt);
        try (Training training = open(attempt, prepared, found, word.before())) {
            PatientSaving saving = new PatientSaving(attempt, pauses);
            Optional<StopReason> stopped = new TrainingLoop(attempt, training, saving).train();
            return new Trained(stopped, training.epochsCompleted());
        }
    }

    private static List<SavedCheckpoint> adopted(Attempt attempt, Optional<Found> found) throws IOException {
        List<SavedCheckpoint> adopted = new ArrayList<>();
        if (found.isEmpty()) return adopted;
        int best = found.get().bestEpoch();
        int newest = found.get().epoch();
        if (best != newest)
            adopted.add(new SavedCheckpoint(best, attempt.files().describe(best)));
        adopted.add(new SavedCheckpoint(newest, attempt.files().describe(newest)));
        return adopted;
    }

    private Optional<Found> find(Attempt attempt, Resumption resumption) throws IOException, InterruptedException {
        try {
            return resumption.find();
        } catch (IOException | RuntimeException e) {
            // What is reported of an attempt counts from its start on, its failure too.
            reportStart(attempt, 0);
            throw e;
        }
    }

    private void reportStart(Attempt attempt, int resumedFrom) {
        attempt.reporter()
                .report(header -> new RunEvent.AttemptStarted(
                        header,
                        worker,
                        trainer.device(),
                        resumedFrom,
                        attempt.restart().number()));
    }

    private Prepared prepare(Attempt attempt) throws DataException {
        long startNanos = System.nanoTime();
        Prepared prepared =
                trainer.prepare(attempt.spec(), () -> attempt.stopReason().isPresent());
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        say(
                attempt,
                "Data set %s: %d training and %d test images, loaded in %.1f s"
                        .formatted(
                                attempt.spec().dataset().name(),
                                prepared.trainImages(),
                                prepared.testImages(),
                                seconds));
        return prepared;
    }

    /** Goes on from the checkpoint that was found, or from the start. */
    private static Training open(Attempt attempt, Prepared prepared, Optional<Found> found, Optional<TrainedOn> before)
            throws IOException {
        if (found.isPresent()) {
            Training training = prepared.resume(found.get().file(), before);
            say(attempt, "Resumed after epoch " + training.epochsCompleted() + " on " + training.on());
            return training;
        }
        Training training = prepared.start(before);
        var network = attempt.spec().resolvedNetwork();
        say(
                attempt,
                String.format(
                        Locale.ROOT,
                        "Network %s: %d layers, %,d parameters, on %s",
                        attempt.spec().network().label(),
                        network.nodes().size(),
                        network.nodes().stream()
                                .mapToLong(layer -> layer.parameters())
                                .sum(),
                        training.on()));
        return training;
    }

    private static void complete(Attempt attempt, int epochs, Duration duration) {
        attempt.reporter().report(header -> new RunEvent.RunCompleted(header, epochs, duration.toMillis()));
        LOG.atInfo()
                .addKeyValue("runId", attempt.run())
                .addKeyValue("attempt", attempt.id())
                .log("run completed");
    }

    private static void stop(Attempt attempt, StopReason reason) {
        LOG.atInfo()
                .addKeyValue("runId", attempt.run())
                .addKeyValue("attempt", attempt.id())
                .log("attempt stopped: {}", reason);
        if (reason == StopReason.WORKER_STOPS) awaitLastCheckpoint(attempt);
        if (reason == StopReason.PAUSED) awaitCheckpointOfPause(attempt);
        attempt.reportStop(reason);
    }

    private void fail(Attempt attempt, Throwable cause) {
        // What a thread that was given up stumbles over is nobody's concern any more.
        if (attempt.watch().isGivenUp()) return;
        Failure failure = Failure.of(cause);
        LOG.atError()
                .addKeyValue("runId", attempt.run())
                .addKeyValue("attempt", attempt.id())
                .setCause(cause)
                .log("run failed: {}", failure.kind());
        switch (failure.owner()) {
            case RUN ->
                attempt.reporter().report(header -> new RunEvent.RunFailed(header, failure.kind(), failure.message()));
            case WORKER -> {
                // First of all, so that this worker is not the one that takes it again.
                pause.begin(failure.message());
                awaitLastCheckpoint(attempt);
                attempt.reporter()
                        .report(header ->
                                new RunEvent.AttemptReleased(header, failure.message(), Optional.of(failure.kind())));
            }
        }
    }

    /** What another worker shall go on from must be seen before the run is handed back: then it is another attempt's. */
    private static void awaitLastCheckpoint(Attempt attempt) {
        try {
            Publication publication = attempt.publication();
            while (attempt.cancellations().isDraining() && !publication.awaitLast(LOOK_FOR_ORDERS)) {}
            boolean _ = publication.awaitLast(LAST_CHECKPOINT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody is in a hurry, unless another order comes. */
    private static void awaitCheckpointOfPause(Attempt attempt) {
        try {
            while (attempt.stopReason().isEmpty() && !attempt.publication().awaitLast(LOOK_FOR_ORDERS)) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(Attempt attempt, String message) {
        attempt.reporter().log(LogLevel.INFO, message);
    }
}
