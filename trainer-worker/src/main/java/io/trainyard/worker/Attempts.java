package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.RefusedRequestException;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.files.Publication;
import io.trainyard.worker.files.SharedFolder;
import io.trainyard.worker.queue.RequestHandler;
import io.trainyard.worker.queue.RunCommandReader;
import io.trainyard.worker.reporting.RunEventPublisher;
import io.trainyard.worker.reporting.RunReporter;
import io.trainyard.worker.reporting.UnderWay;
import io.trainyard.worker.reporting.WorkerIdentity;
import io.trainyard.worker.transfer.TrackerFiles;
import io.trainyard.worker.transfer.UploadQueue;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns requests into attempts, each on one of the training threads, and knows those under way. */
final class Attempts implements RequestHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    /** How soon an attempt that waits hears of an order to stop. */
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration LAST_FLUSH = Duration.ofSeconds(3);

    private final AttemptRunner runner;
    private final FileSettings fileSettings;
    private final Optional<TrackerFiles> tracker;
    private final Cancellations cancellations;
    private final RunCommandReader commands;
    private final RunEventPublisher publisher;
    private final WorkerPause pause;
    /** What is to be said of requests that are for other workers; empty while there was none. */
    private volatile String leftRequest = "";

    private final Watchdog watchdog;
    private final UnderWay underWay;
    private final Clock clock = Clock.systemUTC();
    private final SortableIds ids = new SortableIds(clock, new SecureRandom());
    private final ExecutorService trainingThreads;

    Attempts(
            WorkerSettings settings,
            Trainer trainer,
            Cancellations cancellations,
            RunCommandReader commands,
            RunEventPublisher publisher,
            Watchdog watchdog,
            UnderWay underWay)
            throws IOException {
        this.pause = new WorkerPause(System::nanoTime);
        this.runner = new AttemptRunner(settings.name(), trainer, PatientSaving.Pauses.USUAL, pause);
        this.fileSettings = settings.files();
        this.tracker = fileSettings.connect(
                WorkerIdentity.in(settings.spoolDirectory()).secret());
        this.cancellations = cancellations;
        this.commands = commands;
        this.publisher = publisher;
        this.watchdog = watchdog;
        this.underWay = underWay;
        this.trainingThreads = Executors.newFixedThreadPool(
                settings.slots(),
                Thread.ofPlatform().name("training-", 1).daemon().factory());
    }

    @Override
    public Handling begin(RunRequest request) {
        Handling handling = new Handling(new CompletableFuture<>(), new CompletableFuture<>());
        trainingThreads.execute(() -> attemptWhateverHappens(request, handling));
        return handling;
    }

    @Override
    public Duration pauseLeft() {
        return watchdog.waitsForThread() ? WorkerPause.LONGEST : pause.left();
    }

    /** What is to be said of the runs that are not taken. */
    Optional<String> trouble() {
        return pause.trouble().or(() -> leftRequest.isEmpty() ? Optional.empty() : Optional.of(leftRequest));
    }

    @Override
    public Outcome refuse(RefusedRequestException request) {
        AttemptId id = new AttemptId(ids.next());
        LOG.atError()
                .addKeyValue("runId", request.run())
                .addKeyValue("attempt", id)
                .log("request is refused: {}", request.getMessage());
        return runner.refuse(new RunReporter(request.run(), id, publisher, clock), request);
    }

    @Override
    public Outcome leave(MalformedMessageException request) {
        LOG.atWarn().log("request is handed back: it {}", request.getMessage());
        leftRequest = "leaves a request to others: it " + request.getMessage();
        return Outcome.HAND_BACK;
    }

    /** The attempts under way, for the heartbeat. */
    List<AttemptId> active() {
        return watchdog.attempts();
    }

    private void attemptWhateverHappens(RunRequest request, Handling handling) {
        try {
            attempt(request, handling);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.atError().addKeyValue("runId", request.run()).setCause(e).log("attempt ended by a defect");
            pause.begin(Failure.of(e).message());
        } finally {
            // A request is left to others that the tracker has not heard of.
            handling.answer().complete(Outcome.HAND_BACK);
            handling.end().complete(null);
        }
    }

    private void attempt(RunRequest request, Handling handling) throws InterruptedException {
        // A request may be older than the order to cancel it.
        while (!commands.awaitCaughtUp(POLL)) {
            if (cancellations.isStopping()) return;
        }
        if (cancellations.isEnded(request.run(), request.restart().number())) {
            LOG.atInfo().addKeyValue("runId", request.run()).log("request for an ended run is dropped");
            handling.answer().complete(Outcome.DONE);
            return;
        }
        run(request, handling);
        // What it has reported decides about the run, also where it did not come to claim it.
        if (publisher.flush(LAST_FLUSH)) handling.answer().complete(Outcome.DONE);
    }

    private void run(RunRequest request, Handling handling) {
        AttemptId id = new AttemptId(ids.next());
        RunReporter reporter = new RunReporter(request.run(), id, publisher, clock);
        AttemptFolder files = new AttemptFolder(fileSettings.folder(), request.run(), id, fileSettings.retention());
        // Once the tracker is sure to hear of the attempt nobody else needs the request: if it dies, its lease runs
        // out.
        Claim claim = new TrackersGrant(
                publisher::flush,
                cancellations,
                () -> handling.answer().complete(Outcome.DONE),
                TrackersGrant.USUAL_PATIENCE);
        Attempt attempt = new Attempt(
                request.run(),
                id,
                request.spec(),
                request.restart(),
                reporter,
                files,
                publication(files, reporter, request.run(), id),
                cancellations,
                new ProgressWatch(),
                claim);
        LOG.atInfo()
                .addKeyValue("runId", request.run())
                .addKeyValue("attempt", id)
                .log("attempt begins");
        watchdog.watch(attempt, Thread.currentThread(), () -> giveUp(handling));
        mark(request.run(), id);
        cancellations.claim(id);
        try {
            runner.run(attempt);
        } finally {
            cancellations.forget(id);
            watchdog.ended(attempt);
            forget(id);
        }
    }

    private Publication publication(AttemptFolder files, RunReporter reporter, RunId run, AttemptId id) {
        if (tracker.isEmpty()) return new SharedFolder(files);
        return new UploadQueue(
                new UploadQueue.Of(run, id),
                files,
                tracker.get(),
                fileSettings.retention(),
                line -> reporter.log(LogLevel.WARNING, line));
    }

    private static void giveUp(Handling handling) {
        handling.answer().complete(Outcome.HAND_BACK);
        handling.end().complete(null);
    }

    private void mark(RunId run, AttemptId id) {
        try {
            underWay.begin(run, id);
        } catch (IOException e) {
            // If the process dies of the attempt, its lease runs out: only the reason will not be known.
            LOG.atWarn().addKeyValue("attempt", id).setCause(e).log("the attempt has no mark beside the spool");
        }
    }

    private void forget(AttemptId id) {
        try {
            underWay.end(id);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("attempt", id).setCause(e).log("the attempt's mark beside the spool stays");
        }
    }

    @Override
    public void close() {
        // No interrupt: it would close the files that a training thread writes.
        trainingThreads.shutdown();
        tracker.ifPresent(TrackerFiles::close);
    }
}
