package io.trainyard.tracker.dispatch;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.LeaderLock;
import io.trainyard.tracker.storage.OutboxRepository;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leading tracker's round, in a thread of its own: give up silent attempts, hand out the next runs, send what waits in
 * the outbox. A round is due when someone calls {@link #wake}, and otherwise a few times a second.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long TICK_MILLIS = 250;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final LeaderLock leaderLock;
    private final Leases leases;
    private final HandOut handOut;
    private final OutboxSender sender;
    private final Predicate<Duration> listenedFor;
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean failing;

    private Dispatcher(LeaderLock lock, Rounds rounds, OutboxSender sender) {
        this.leaderLock = lock;
        this.leases = rounds.leases();
        this.handOut = rounds.handOut();
        this.listenedFor = rounds.listenedFor();
        this.sender = sender;
        this.thread = Thread.ofPlatform().name("dispatcher").unstarted(this::loop);
    }

    /**
     * The steps of a round.
     *
     * @param listenedFor whether worker reports have been read without a gap for so long: after an outage every worker seems
     *     silent, and only those that stay silent are
     */
    public record Rounds(Leases leases, HandOut handOut, Predicate<Duration> listenedFor) {}

    /** Where the dispatcher's messages come from and go to. */
    public record Connections(
            KafkaConnection kafka, Database.Settings databaseSettings, Database database, OutboxRepository outbox) {}

    public static Dispatcher start(Connections connections, Rounds rounds) {
        OutboxSender sender = new OutboxSender(connections.kafka(), connections.database(), connections.outbox());
        Dispatcher dispatcher = new Dispatcher(new LeaderLock(connections.databaseSettings()), rounds, sender);
        dispatcher.thread.start();
        return dispatcher;
    }

    /** Makes the next round due now; any thread may call it. */
    public void wake() {
        due.release();
    }

    /** Whether the last round went well, or another tracker is the leader. */
    public boolean isRunning() {
        return thread.isAlive() && !failing;
    }

    private void loop() {
        try (leaderLock;
                sender) {
            while (!stopping) {
                await(failing ? PAUSE_AFTER_FAILURE_MILLIS : TICK_MILLIS);
                if (!stopping) tryRound();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.atInfo().log("dispatcher stopped");
    }

    private void await(long millis) throws InterruptedException {
        if (due.tryAcquire(millis, TimeUnit.MILLISECONDS)) due.drainPermits();
    }

    private void tryRound() throws InterruptedException {
        try {
            if (leaderLock.holds()) round();
            failing = false;
        } catch (RuntimeException | ExecutionException e) {
            // Said once an outage, not once a round.
            if (!failing) LOG.atWarn().setCause(e).log("dispatcher waits");
            failing = true;
        }
    }

    private void round() throws InterruptedException, ExecutionException {
        if (listenedFor.test(leases.timeout())) leases.expire();
        handOut.handOut();
        sender.flush();
    }

    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(10))) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
