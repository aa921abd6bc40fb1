package io.trainyard.worker;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.engine.choice.Devices;
import io.trainyard.worker.files.RunFolder;
import io.trainyard.worker.loops.SupervisedLoop;
import io.trainyard.worker.queue.RunCommandReader;
import io.trainyard.worker.queue.RunRequestQueue;
import io.trainyard.worker.reporting.HeartbeatSender;
import io.trainyard.worker.reporting.RunEventPublisher;
import io.trainyard.worker.reporting.UnderWay;
import io.trainyard.worker.reporting.WorkerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A trainer worker in this process: takes runs from the queue, trains them and reports, until it is closed. */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** What was not sent before its process was killed is of use only as long as nobody else has got further. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final Duration STOP_TIMEOUT = Duration.ofMillis(7500);

    private final WorkerSettings settings;
    private final Trainer trainer;
    private final String host = HostFacts.hostName();
    private final Cancellations cancellations = new Cancellations();
    private final RunEventPublisher publisher;
    private final RunCommandReader commands;
    private final Watchdog watchdog;
    private final Attempts attempts;
    private final HeartbeatSender heartbeats;
    private volatile @Nullable DatasetWatch datasets;
    private volatile @Nullable RunRequestQueue queue;
    private final SupervisedLoop idleness;
    private volatile long busyNanos = System.nanoTime();
    private volatile boolean hangs;
    private volatile long freeMemory;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Worker(WorkerSettings settings, Trainer trainer, RunEventPublisher publisher, UnderWay underWay)
            throws IOException {
        KafkaConnection kafka = settings.kafka();
        this.settings = settings;
        this.trainer = trainer;
        this.publisher = publisher;
        this.commands = RunCommandReader.start(kafka, cancellations::receive);
        this.watchdog = new Watchdog(settings.hangTimeout(), this::replace);
        this.attempts = new Attempts(settings, trainer, cancellations, commands, publisher, watchdog, underWay);
        this.heartbeats = HeartbeatSender.start(
                kafka, WorkerIdentity.in(settings.spoolDirectory()), this::heartbeat, settings.heartbeatInterval());
        this.datasets = DatasetWatch.start(DatasetWatch.sets(settings), heartbeats::beatNow);
        this.queue = RunRequestQueue.start(kafka, settings.name(), settings.slots(), attempts);
        this.idleness = new SupervisedLoop("idleness", SECOND, this::lookForWork);
        idleness.start();
    }

    /**
     * Makes sure that this distribution can train on this machine. Asked before anything else is started.
     *
     * @throws IOException if it cannot; the message says why, for people
     */
    public static void requireDevice() throws IOException {
        Devices.requireUsable();
    }

    /**
     * Starts a worker. Kafka need not be there yet.
     *
     * @throws UncheckedIOException if a folder cannot be written or the spool belongs to another worker
     */
    public static Worker start(WorkerSettings settings) {
        return start(settings, EngineTrainer.of(settings));
    }

    static Worker start(WorkerSettings settings, Trainer trainer) {
        try {
            Files.createDirectories(settings.files().folder());
            if (settings.files().tracker().isPresent())
                RunFolder.deleteUntouched(
                        settings.files().folder(), Instant.now().minus(FORGOTTEN));
            RunEventPublisher publisher = RunEventPublisher.start(settings.kafka(), settings.spoolDirectory());
            UnderWay underWay = UnderWay.startIn(settings.spoolDirectory());
            Worker worker = new Worker(settings, trainer, publisher, underWay);
            LOG.atInfo().addKeyValue("worker", settings.name()).log("worker started");
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private WorkerHeartbeat heartbeat() {
        return new WorkerHeartbeat(
                settings.name(),
                Instant.now(),
                host,
                trainer.device(),
                HostFacts.version(),
                settings.slots(),
                attempts.active(),
                HostFacts.load(),
                cancellations.isStopping(),
                troubles(),
                news(),
                profile(),
                attempts.pauseLeft().isPositive());
    }

    /** Not told before an offer would be heard, so that none is made in vain. */
    private Optional<WorkerProfile> profile() {
        RunRequestQueue slots = queue;
        if (slots == null || !slots.hearsOffers()) return Optional.empty();
        // What a run has taken it would find free if it began in its place.
        if (attempts.active().isEmpty()) freeMemory = trainer.freeMemory();
        return Optional.of(new WorkerProfile(
                settings.profile().deviceClass().orElseGet(trainer::deviceClass),
                freeMemory,
                settings.profile().labels()));
    }

    private Optional<List<DatasetInfo>> news() {
        DatasetWatch watch = datasets;
        return watch == null ? Optional.empty() : watch.news();
    }

    private List<String> troubles() {
        return Stream.of(
                        attempts.trouble().stream(),
                        watchdog.trouble().stream(),
                        publisher.troubles().stream(),
                        commands.trouble().stream(),
                        // Heartbeats begin before these do.
                        Stream.ofNullable(datasets).flatMap(watch -> watch.troubles().stream()),
                        Stream.ofNullable(queue).flatMap(slots -> slots.troubles().stream()))
                .flatMap(Function.identity())
                .toList();
    }

    private void lookForWork() {
        long now = System.nanoTime();
        if (!attempts.active().isEmpty()) busyNanos = now;
        long idleNanos = now - busyNanos;
        if (settings.stop()
                .whenIdle()
                .filter(limit -> idleNanos >= limit.toNanos())
                .isEmpty()) return;
        LOG.atInfo()
                .addKeyValue("worker", settings.name())
                .log("no run for {} s: the worker ends", idleNanos / 1_000_000_000);
        idleness.stop();
        Thread.ofPlatform().name("ending").start(this::close);
    }

    /** Ends this worker because one of its threads cannot be ended: only another process can take its place. */
    private void replace() {
        LOG.atError().addKeyValue("worker", settings.name()).log("a training thread hangs: the worker ends");
        hangs = true;
        Thread.ofPlatform().name("replacing").start(this::close);
    }

    /** Whether the worker has ended because a training thread hangs, so that the process must end, too. */
    public boolean hangs() {
        return hangs;
    }

    /** Waits until the worker has been closed. */
    public void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops within ten seconds after the time to drain: attempts end after their epoch or, when that time is over, after their
     * step, and their runs go back for other workers to go on with.
     */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            awaitStop();
            return;
        }
        idleness.stop();
        RunRequestQueue slots = queue;
        if (!hangs) drain(slots);
        long startNanos = System.nanoTime();
        cancellations.stopAll();
        DatasetWatch watch = datasets;
        if (watch != null) watch.stop();
        heartbeats.beatNow();
        try (publisher;
                heartbeats;
                commands;
                watchdog;
                attempts) {
            if (slots != null) slots.close();
            Duration left = STOP_TIMEOUT.minusNanos(System.nanoTime() - startNanos);
            if (left.isPositive() && !publisher.flush(left))
                LOG.info("unsent events stay in the spool until the worker starts again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LOG.atInfo().addKeyValue("worker", settings.name()).log("worker stopped");
            stopped.countDown();
        }
    }

    /** Lets the runs in hand come to the end of an epoch. */
    private void drain(@Nullable RunRequestQueue slots) {
        Duration limit = settings.stop().drain();
        if (limit.isZero() || attempts.active().isEmpty()) return;
        LOG.atInfo().addKeyValue("worker", settings.name()).log("worker drains for at most {} s", limit.toSeconds());
        long startNanos = System.nanoTime();
        cancellations.drain();
        if (slots != null) slots.stop();
        heartbeats.beatNow();
        try {
            while (!attempts.active().isEmpty() && System.nanoTime() - startNanos < limit.toNanos())
                TimeUnit.NANOSECONDS.sleep(SECOND.toNanos() / 10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
