package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.wire.RefusedRequestException;
import io.trainyard.worker.queue.RequestHandler;
import io.trainyard.worker.queue.RunCommandReader;
import io.trainyard.worker.reporting.RunEventPublisher;
import io.trainyard.worker.reporting.RunReporter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns requests into attempts, each on one of the training threads, and knows those under way. */
final class Attempts implements RequestHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration COMMANDS_POLL = Duration.ofMillis(200);
    private static final Duration RELEASE_FLUSH = Duration.ofSeconds(3);

    private final AttemptRunner runner;
    private final Path artifacts;
    private final Cancellations cancellations;
    private final RunCommandReader commands;
    private final RunEventPublisher publisher;
    private final Clock clock = Clock.systemUTC();
    private final SortableIds ids = new SortableIds(clock, new SecureRandom());
    private final Set<AttemptId> active = ConcurrentHashMap.newKeySet();
    private final ExecutorService trainingThreads;

    Attempts(
            WorkerSettings settings,
            Trainer trainer,
            Cancellations cancellations,
            RunCommandReader commands,
            RunEventPublisher publisher) {
        this.runner = new AttemptRunner(settings.name(), trainer);
        this.artifacts = settings.artifactsDirectory();
        this.cancellations = cancellations;
        this.commands = commands;
        this.publisher = publisher;
        this.trainingThreads = Executors.newFixedThreadPool(
                settings.slots(),
                Thread.ofPlatform().name("training-", 1).daemon().factory());
    }

    @Override
    public CompletableFuture<Outcome> begin(RunRequest request) {
        return CompletableFuture.supplyAsync(() -> attempt(request), trainingThreads);
    }

    @Override
    public Outcome refuse(RefusedRequestException request) {
        AttemptId id = new AttemptId(ids.next());
        LOG.atError()
                .addKeyValue("runId", request.run())
                .addKeyValue("attempt", id)
                .log("request is refused: {}", request.getMessage());
        return runner.refuse(new RunReporter(request.run(), id, publisher, clock), request.invalid());
    }

    /** The attempts under way, for the heartbeat. */
    List<AttemptId> active() {
        return List.copyOf(active);
    }

    private Outcome attempt(RunRequest request) {
        try {
            // A request may be older than the order to cancel it.
            while (!commands.awaitCaughtUp(COMMANDS_POLL)) {
                if (cancellations.isStopping()) return Outcome.HAND_BACK;
            }
            if (cancellations.isEnded(request.run())) {
                LOG.atInfo().addKeyValue("runId", request.run()).log("request for an ended run is dropped");
                return Outcome.DONE;
            }
            Outcome outcome = run(request);
            // The tracker must know that the run is free before another worker reports that it has taken it.
            if (outcome == Outcome.HAND_BACK && !publisher.flush(RELEASE_FLUSH))
                LOG.atWarn().addKeyValue("runId", request.run()).log("run is handed back before the tracker knows");
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.HAND_BACK;
        }
    }

    private Outcome run(RunRequest request) {
        AttemptId id = new AttemptId(ids.next());
        RunReporter reporter = new RunReporter(request.run(), id, publisher, clock);
        CheckpointFolder files = new CheckpointFolder(artifacts, request.run(), id);
        LOG.atInfo()
                .addKeyValue("runId", request.run())
                .addKeyValue("attempt", id)
                .log("attempt begins");
        active.add(id);
        try {
            return runner.run(new Attempt(request.run(), id, request.spec(), reporter, files, cancellations));
        } finally {
            active.remove(id);
        }
    }

    @Override
    public void close() {
        // No interrupt: it would close the files that a training thread writes.
        trainingThreads.shutdown();
    }
}
