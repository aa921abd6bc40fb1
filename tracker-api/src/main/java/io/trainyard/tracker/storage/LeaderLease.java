package io.trainyard.tracker.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes one tracker the leader among all that share a database, for a few seconds at a time by the database's clock. A leader
 * that is killed, held up or cut off loses the lease to another one without anybody noticing that it is gone; and what it
 * would write when it wakes up is refused, because its token is not the newest any more. Used by one thread.
 */
public final class LeaderLease {
    static final Duration LENGTH = Duration.ofSeconds(4);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    /** Rounds come several times a second, and a lease passes on in less. */
    private static final Duration STALL = Duration.ofSeconds(10);

    // Cheaper than an update that touches nothing, and asked by every tracker that waits for its turn.
    private static final String IS_FREE = """
            SELECT holder IS NULL OR holder = ? OR lease_until <= clock_timestamp()
            FROM leader
            """;

    private static final String TAKE = """
            UPDATE leader
            SET token = CASE WHEN holder = ? THEN token ELSE token + 1 END,
                holder = ?,
                lease_until = clock_timestamp() + make_interval(secs => ?),
                round_at = CASE WHEN ? THEN clock_timestamp() ELSE round_at END
            WHERE holder IS NULL OR holder = ? OR lease_until <= clock_timestamp()
            RETURNING token
            """;

    // The lock on the row keeps the lease from passing on until the transaction that asks is over.
    private static final String IS_HELD = """
            SELECT true
            FROM leader
            WHERE holder = ? AND token = ? AND lease_until > clock_timestamp()
            FOR SHARE
            """;

    private static final String RESIGN = """
            UPDATE leader
            SET lease_until = clock_timestamp()
            WHERE holder = ? AND token = ?
            """;

    private static final String GOES_ON = """
            SELECT round_at > clock_timestamp() - make_interval(secs => ?)
            FROM leader
            """;

    private final Database database;
    private final String holder = UUID.randomUUID().toString();
    private Optional<Long> token = Optional.empty();
    private long renewedNanos;
    private boolean roundWentWell;

    public LeaderLease(Database database) {
        this.database = database;
    }

    /** The lease has passed on: what this tracker was about to write is another one's to decide. */
    public static final class LeadershipLostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeadershipLostException() {
            super("another tracker leads", null, false, false);
        }
    }

    /** Takes the lease if it is free, and renews it in time; returns whether it is held now. */
    public boolean holds() {
        if (token.isPresent() && System.nanoTime() - renewedNanos < RENEWAL.toNanos()) return true;
        long asked = System.nanoTime();
        token = database.read(this::isFree) ? database.beside(this::take) : Optional.empty();
        renewedNanos = asked;
        roundWentWell = false;
        return token.isPresent();
    }

    private boolean isFree(Transaction tx) {
        return tx.first(IS_FREE, row -> row.getBoolean(1), holder).orElseThrow();
    }

    private Optional<Long> take(Transaction tx) {
        return tx.first(TAKE, row -> row.getLong(1), holder, holder, LENGTH.toMillis() / 1000.0, roundWentWell, holder);
    }

    /**
     * Part of every transaction that only the leader may commit.
     *
     * @throws LeadershipLostException if the lease has passed on or run out
     */
    public void require(Transaction tx) {
        boolean held = token.isPresent()
                && tx.first(IS_HELD, row -> row.getBoolean(1), holder, token.get())
                        .isPresent();
        if (!held) throw new LeadershipLostException();
    }

    /** Everybody who asks {@link #goesOn} shall know. */
    public void roundWentWell() {
        roundWentWell = true;
    }

    /** Leaves the lead to another tracker, which may be able to do what this one cannot. */
    public void resign() {
        Optional<Long> held = token;
        token = Optional.empty();
        held.ifPresent(number -> database.beside(tx -> tx.update(RESIGN, holder, number)));
    }

    /** Whether some tracker leads and its rounds go well. */
    public static boolean goesOn(Transaction tx) {
        return tx.first(GOES_ON, row -> row.getBoolean(1), STALL.toMillis() / 1000.0)
                .orElseThrow();
    }
}
