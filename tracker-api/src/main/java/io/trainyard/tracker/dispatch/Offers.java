package io.trainyard.tracker.dispatch;

import io.trainyard.tracker.dispatch.Placing.Queued;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DatabaseClock;
import io.trainyard.tracker.storage.OfferRepository;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers each run that asks for particular workers to one that fits, as {@link Placing} decides. */
public final class Offers {
    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    /** A worker that is free takes an offer within a second or two. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final OfferRepository offers;
    private final OutboxRepository outbox;
    private final DatabaseClock clock;
    private final Predicate<Duration> listenedFor;

    /** The tables that offers are kept in. */
    public record Tables(OfferRepository offers, OutboxRepository outbox) {}

    /** @param listenedFor whether worker reports have been read without a gap for so long */
    public Offers(Database database, Tables tables, DatabaseClock clock, Predicate<Duration> listenedFor) {
        this.database = database;
        this.offers = tables.offers();
        this.outbox = tables.outbox();
        this.clock = clock;
        this.listenedFor = listenedFor;
    }

    /**
     * Takes back what nobody will answer, and offers what there is somebody for.
     *
     * @param fence called within each transaction that writes
     */
    void make(Consumer<Transaction> fence) {
        // Who has not been heard may have answered.
        boolean silenceTells = listenedFor.test(PATIENCE);
        if (!database.read(tx -> isDue(tx, silenceTells))) return;
        database.inTransaction(tx -> {
            fence.accept(tx);
            int takenBack = offers.takeBack(tx, latest(tx, silenceTells));
            if (takenBack > 0) LOG.atInfo().addKeyValue("runs", takenBack).log("offers are taken back from workers");
            List<Placing.Offer> decided = decide(tx);
            for (Placing.Offer offer : decided)
                outbox.add(tx, offer.worker(), offers.offer(tx, offer.run(), offer.worker(), clock.now(tx)));
            return takenBack + decided.size();
        });
    }

    private boolean isDue(Transaction tx, boolean silenceTells) {
        return offers.any(tx)
                && (offers.anyInVain(tx, latest(tx, silenceTells))
                        || !decide(tx).isEmpty());
    }

    private List<Placing.Offer> decide(Transaction tx) {
        Allowance allowance = offers.allowance(tx);
        Queued queued = new Queued(
                offers.waiting(tx, allowance), offers.unanswered(tx), offers.firstForAny(tx, allowance), allowance);
        return Placing.decide(queued, offers.candidates(tx));
    }

    /** When an offer was made at the latest that a free worker must have taken by now. */
    private Instant latest(Transaction tx, boolean silenceTells) {
        return silenceTells ? clock.now(tx).minus(PATIENCE) : Instant.EPOCH;
    }
}
