package io.trainyard.tracker.dispatch;

import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.AttemptState;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.RunLifecycle;
import io.trainyard.tracker.storage.WorkerRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what silent workers have left: their attempts are lost, and they themselves are. */
public final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Database database;
    private final AttemptRepository attempts;
    private final WorkerRepository workers;
    private final RunLifecycle lifecycle;
    private final Clock clock;
    private final Duration timeout;

    /** The tables that leases are kept in. */
    public record Tables(AttemptRepository attempts, WorkerRepository workers) {}

    public Leases(Database database, Tables tables, RunLifecycle lifecycle, Clock clock, Duration timeout) {
        this.database = database;
        this.attempts = tables.attempts();
        this.workers = tables.workers();
        this.lifecycle = lifecycle;
        this.clock = clock;
        this.timeout = timeout;
    }

    Duration timeout() {
        return timeout;
    }

    /** Gives up every attempt and every worker whose time has run out. */
    void expire() {
        Instant now = clock.instant();
        // Nearly always there is nothing to do, and looking costs no turn among the writers.
        boolean due =
                database.read(tx -> !attempts.expired(tx, now).isEmpty() || workers.anySilent(tx, now.minus(timeout)));
        if (!due) return;
        database.inTransaction(tx -> {
            List<AttemptState> expired = attempts.expired(tx, now);
            for (AttemptState attempt : expired) {
                LOG.atWarn()
                        .addKeyValue("attempt", attempt.id())
                        .addKeyValue("worker", attempt.worker())
                        .log("attempt lost");
                lifecycle.lose(tx, attempt);
            }
            return workers.markLost(tx, now.minus(timeout));
        });
    }
}
