package io.trainyard.tracker.dispatch;

import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.QueueRepository.Demand;
import io.trainyard.tracker.storage.QueueRepository.Waiting;
import io.trainyard.tracker.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hands runs from the tracker's queue to the workers' queue, never many more than they can take at once. */
public final class HandOut {
    /** Requests that lie ready for the next free slot, so that no worker waits for the tracker. */
    static final int AHEAD = 2;

    private final Database database;
    private final QueueRepository queue;
    private final OutboxRepository outbox;
    private final Clock clock;
    private final Duration answerTimeout;

    /** The tables that the queue is kept in. */
    public record Tables(QueueRepository queue, OutboxRepository outbox) {}

    /**
     * @param answerTimeout how long a request may lie beside an idle worker before it counts as gone: longer than a worker
     *     that died with the request can keep it locked
     */
    public HandOut(Database database, Tables tables, Clock clock, Duration answerTimeout) {
        this.database = database;
        this.queue = tables.queue();
        this.outbox = tables.outbox();
        this.clock = clock;
        this.answerTimeout = answerTimeout;
    }

    /** How many more requests the workers' queue should hold. */
    static int room(Demand demand) {
        return Math.clamp(demand.idle() + AHEAD - (long) demand.dispatched(), 0, demand.waiting());
    }

    void handOut() {
        if (database.read(this::isNothingToDo)) return;
        database.inTransaction(tx -> {
            if (queue.demand(tx).idle() > 0) queue.takeBack(tx, answerDeadline());
            List<Waiting> next = queue.next(tx, room(queue.demand(tx)));
            for (Waiting run : next) {
                queue.dispatched(tx, run, clock.instant());
                outbox.add(tx, run.request());
            }
            return next.size();
        });
    }

    // Looking first costs no turn among the writers.
    private boolean isNothingToDo(Transaction tx) {
        Demand demand = queue.demand(tx);
        boolean stuck = demand.idle() > 0 && demand.dispatched() > 0 && queue.anyUnanswered(tx, answerDeadline());
        return room(demand) == 0 && !stuck;
    }

    private Instant answerDeadline() {
        return clock.instant().minus(answerTimeout);
    }
}
