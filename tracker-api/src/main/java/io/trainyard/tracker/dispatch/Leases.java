package io.trainyard.tracker.dispatch;

import io.trainyard.tracker.ingest.Knowledge;
import io.trainyard.tracker.lifecycle.AttemptState;
import io.trainyard.tracker.lifecycle.RunState;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DatabaseClock;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.WorkerRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what silent workers have left: their attempts are lost, and they themselves are. */
public final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    /** A worker looks for commands before every step; no step takes so long that the researcher would wait for it. */
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(30);

    private final Database database;
    private final AttemptRepository attempts;
    private final WorkerRepository workers;
    private final RunRepository runs;
    private final RunMoves moves;
    private final DatabaseClock clock;
    private final Supplier<Optional<Knowledge>> knowledge;
    private final Duration timeout;
    private final AtomicLong lost = new AtomicLong();

    /** The tables that leases are kept in. */
    public record Tables(RunRepository runs, AttemptRepository attempts, WorkerRepository workers) {}

    /**
     * Judges by what is known.
     *
     * @param knowledge up to which time the rows hold what workers have sent; empty while that is not known
     * @param timeout after which a worker that has not been heard of is silent
     */
    public Leases(
            Database database,
            Tables tables,
            RunMoves moves,
            Supplier<Optional<Knowledge>> knowledge,
            DatabaseClock clock,
            Duration timeout) {
        this.database = database;
        this.runs = tables.runs();
        this.attempts = tables.attempts();
        this.workers = tables.workers();
        this.moves = moves;
        this.knowledge = knowledge;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * Gives up every attempt and every worker whose time had run out at a moment up to which everything is known. What is
     * not known decides nothing: not a backlog, not partitions that nobody reads, not an outage.
     *
     * @param fence called within each transaction that writes
     */
    public void expire(Consumer<Transaction> fence) {
        knowledge.get().filter(now -> now.hasListenedFor(timeout)).ifPresent(now -> expire(now.until(), fence));
    }

    /** Attempts that this tracker has given up because their workers fell silent. */
    public long lostAttempts() {
        return lost.get();
    }

    private void expire(Instant until, Consumer<Transaction> fence) {
        // Nearly always there is nothing to do, and looking costs no turn among the writers.
        boolean due = database.read(
                tx -> !attempts.expired(tx, until).isEmpty() || workers.anySilent(tx, until.minus(timeout)));
        if (!due) return;
        database.inTransaction(tx -> {
            fence.accept(tx);
            List<AttemptState> expired = attempts.expired(tx, until);
            for (AttemptState attempt : expired) {
                LOG.atWarn()
                        .addKeyValue("attempt", attempt.id())
                        .addKeyValue("worker", attempt.worker())
                        .log("attempt lost");
                moves.lose(tx, attempt);
            }
            lost.addAndGet(expired.size());
            List<String> lost = workers.markLost(tx, until.minus(timeout));
            attempts.lastSeenBeside(tx, lost, timeout).forEach(attempt -> moves.loseBeside(tx, attempt));
            return lost;
        });
    }

    /** Ends runs that were cancelled and whose workers have not said for long that they stopped, whoever is alive. */
    public void endCancelled(Consumer<Transaction> fence) {
        Instant toldBefore = database.read(clock::now).minus(CANCEL_TIMEOUT);
        if (database.read(tx -> runs.cancelOverdue(tx, toldBefore)).isEmpty()) return;
        database.inTransaction(tx -> {
            fence.accept(tx);
            List<RunState> overdue = runs.cancelOverdue(tx, toldBefore);
            for (RunState run : overdue) {
                AttemptState owner =
                        attempts.find(tx, run.ownerAttempt().orElseThrow()).orElseThrow();
                LOG.atWarn()
                        .addKeyValue("runId", run.id())
                        .addKeyValue("worker", owner.worker())
                        .log("cancelled run ends without its worker");
                moves.cancelWithoutWorker(tx, run, owner);
            }
            return overdue.size();
        });
    }
}
