package io.trainyard.tracker.dispatch;

import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.LeaderLease;
import io.trainyard.tracker.storage.LeaderLease.LeadershipLostException;
import io.trainyard.tracker.storage.StorageException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private final Database database;
    private final LeaderLease lease;
    private final Leases leases;
    private final HandOut handOut;
    private final Offers offers;
    private final OutboxSender sender;
    private final Semaphore due = new Semaphore(0);
    private final SupervisedLoop loop;
    private volatile boolean leading;
    private boolean failing;

    private Dispatcher(Database database, Rounds rounds, OutboxSender sender) {
        this.database = database;
        this.lease = new LeaderLease(database);
        this.leases = rounds.leases();
        this.handOut = rounds.handOut();
        this.offers = rounds.offers();
        this.sender = sender;
        this.loop = SupervisedLoop.start("dispatcher", this::lead);
    }

    /** The steps of a round. */
    public record Rounds(Leases leases, Offers offers, HandOut handOut) {}

    public static Dispatcher start(Database database, Rounds rounds, OutboxSender sender) {
        return new Dispatcher(database, rounds, sender);
    }

    /** Makes the next round due now; any thread may call it. */
    public void wake() {
        due.release();
    }

    /** Whether some tracker leads and its rounds go well, and this one would take its place. Asks the database. */
    public boolean isRunning() {
        return loop.isWorking() && database.read(LeaderLease::goesOn);
    }

    /** Whether this tracker led when it last looked. */
    public boolean isLeading() {
        return leading;
    }

    /** Attempts that this tracker has given up because their workers fell silent. */
    public long lostAttempts() {
        return leases.lostAttempts();
    }

    public SupervisedLoop loop() {
        return loop;
    }

    private void lead(SupervisedLoop supervised) throws InterruptedException {
        while (!supervised.isStopping()) {
            await(failing ? PAUSE_AFTER_FAILURE_MILLIS : TICK_MILLIS);
            if (!supervised.isStopping()) tryRound(supervised);
        }
    }

    private void await(long millis) throws InterruptedException {
        if (due.tryAcquire(millis, TimeUnit.MILLISECONDS)) due.drainPermits();
    }

    private void tryRound(SupervisedLoop supervised) throws InterruptedException {
        try {
            boolean leads = lease.holds();
            if (leads && !leading) LOG.atInfo().log("this tracker leads");
            leading = leads;
            if (leads) round();
            failing = false;
            supervised.succeeded();
        } catch (LeadershipLostException e) {
            LOG.atInfo().log("another tracker has taken the lead");
            leading = false;
            supervised.succeeded();
        } catch (RuntimeException | ExecutionException e) {
            // Said once an outage, not once a round.
            if (!failing) LOG.atWarn().setCause(e).log("dispatcher waits");
            failing = true;
            resign();
        }
    }

    // A step that fails must not keep the others from theirs: cancelling goes on while nothing can be handed out.
    private void round() throws InterruptedException, ExecutionException {
        List<Runnable> steps = List.of(
                () -> leases.expire(lease::require),
                () -> leases.endCancelled(lease::require),
                () -> offers.make(lease::require),
                () -> handOut.handOut(lease::require));
        RuntimeException failure = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (LeadershipLostException e) {
                throw e;
            } catch (RuntimeException e) {
                if (failure == null) failure = e;
                else failure.addSuppressed(e);
            }
        }
        sender.flush();
        if (failure != null) throw failure;
        lease.roundWentWell();
    }

    private void resign() {
        try {
            lease.resign();
        } catch (StorageException e) {
            LOG.atDebug().setCause(e).log("the lead passes on when its lease runs out");
        }
    }

    @Override
    public void close() {
        loop.close(this::wake);
        sender.close();
        resign();
    }
}
