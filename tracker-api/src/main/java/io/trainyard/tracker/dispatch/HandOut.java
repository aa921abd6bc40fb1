package io.trainyard.tracker.dispatch;

import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.QueueRepository.Demand;
import io.trainyard.tracker.storage.QueueRepository.Waiting;
import io.trainyard.tracker.storage.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the runs that every worker may train from the tracker's queue to the workers' queue, never many more than they can take
 * at once. Those that ask for particular workers are {@link Offers}' matter.
 */
public final class HandOut {
    private static final Logger LOG = LoggerFactory.getLogger(HandOut.class);

    /** Requests that lie ready for the next free slot, so that no worker waits for the tracker. */
    static final int AHEAD = 2;

    private final Database database;
    private final QueueRepository queue;
    private final OutboxRepository outbox;
    private final Clock clock;
    private final Unanswered unanswered;

    /** The tables that the queue is kept in. */
    public record Tables(QueueRepository queue, OutboxRepository outbox) {}

    public HandOut(Database database, Tables tables, Clock clock, Unanswered unanswered) {
        this.database = database;
        this.queue = tables.queue();
        this.outbox = tables.outbox();
        this.clock = clock;
        this.unanswered = unanswered;
    }

    /** How many more requests the workers' queue should hold. */
    static int room(Demand demand) {
        long inQueue = (long) demand.dispatched() - demand.offered();
        return Math.clamp(demand.idle() + AHEAD - inQueue, 0, demand.waiting());
    }

    /**
     * Hands out as many runs as there is room for.
     *
     * @param fence called within each transaction that writes
     */
    void handOut(Consumer<Transaction> fence) {
        Optional<Instant> lost = unanswered.lostBefore(database.read(this::oldestBesideAnIdleWorker));
        if (lost.isEmpty() && !database.read(this::isDue)) return;
        database.inTransaction(tx -> {
            fence.accept(tx);
            lost.ifPresent(before -> takeBack(tx, before));
            List<Waiting> next = queue.next(tx, room(QueueRepository.demandOfARound(tx)));
            for (Waiting run : next) {
                queue.dispatched(tx, run, clock.instant());
                outbox.add(tx, run.request());
            }
            return next.size();
        });
    }

    private boolean isDue(Transaction tx) {
        return room(QueueRepository.demandOfARound(tx)) > 0 && queue.hasNext(tx);
    }

    private Optional<Instant> oldestBesideAnIdleWorker(Transaction tx) {
        return QueueRepository.demandOfARound(tx).idle() > 0 ? queue.oldestUnanswered(tx) : Optional.empty();
    }

    private void takeBack(Transaction tx, Instant handedOutBefore) {
        int count = queue.takeBack(tx, handedOutBefore);
        if (count > 0) LOG.atWarn().addKeyValue("runs", count).log("requests were lost and are sent again");
    }
}
