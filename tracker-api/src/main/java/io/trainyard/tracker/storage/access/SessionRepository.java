package io.trainyard.tracker.storage.access;

import io.trainyard.tracker.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Browsers that are logged in. */
public final class SessionRepository {
    /** After so long without a request somebody else may sit there. */
    public static final Duration IDLE = Duration.ofHours(12);

    public static final Duration LONGEST = Duration.ofDays(7);
    /** A request that comes sooner after the last one is not written down. */
    private static final Duration FINEST = Duration.ofMinutes(1);

    private static final String INSERT = """
            INSERT INTO login_session (digest, account_id, address, created_at, used_at)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String FIND = """
            SELECT %s, s.created_at, s.used_at
            FROM login_session s
            JOIN account a ON a.id = s.account_id
            WHERE s.digest = ? AND s.used_at > ? AND s.created_at > ? AND a.disabled_at IS NULL
            """.formatted(Account.COLUMNS);

    private static final String OPEN = """
            SELECT encode(s.digest, 'hex')
            FROM login_session s
            JOIN account a ON a.id = s.account_id
            WHERE s.digest IN (SELECT decode(d, 'hex') FROM unnest(?::text[]) d) AND s.used_at > ? AND s.created_at > ? AND a.disabled_at IS NULL
            """;

    private static final String DELETE_OTHERS = """
            DELETE FROM login_session
            WHERE account_id = ? AND encode(digest, 'hex') <> ?
            """;

    private static final String FORGET = """
            DELETE FROM login_session
            WHERE used_at <= ? OR created_at <= ?
            """;

    /** A session that has not ended. */
    public record Session(Account account, Instant createdAt, Instant usedAt) {
        /** When it ends if nothing is asked by it any more. */
        public Instant endsAt(Instant now) {
            Instant idle = now.plus(IDLE);
            Instant longest = createdAt.plus(LONGEST);
            return idle.isBefore(longest) ? idle : longest;
        }

        boolean isWorthATouch(Instant now) {
            return usedAt.isBefore(now.minus(FINEST));
        }
    }

    public void insert(Transaction tx, byte[] digest, Account account, String address) {
        Instant now = tx.now();
        tx.update(FORGET, now.minus(IDLE), now.minus(LONGEST));
        tx.update(INSERT, digest, account.id(), address, now, now);
    }

    /** The session by the digest of its secret, of somebody who may be logged in; it counts as used now. */
    public Optional<Session> use(Transaction tx, byte[] digest) {
        Instant now = tx.now();
        Optional<Session> found = tx.first(
                FIND,
                row -> new Session(
                        Account.read(row),
                        Account.time(row, "created_at").orElseThrow(),
                        Account.time(row, "used_at").orElseThrow()),
                digest,
                now.minus(IDLE),
                now.minus(LONGEST));
        if (found.isPresent() && found.get().isWorthATouch(now))
            tx.update("UPDATE login_session SET used_at = ? WHERE digest = ?", now, digest);
        return found;
    }

    /** Those of some sessions, by their digests in hexadecimal, that have not ended. */
    public List<String> open(Transaction tx, List<String> digests) {
        Instant now = tx.now();
        return tx.query(
                OPEN, row -> row.getString(1), digests.toArray(String[]::new), now.minus(IDLE), now.minus(LONGEST));
    }

    public void delete(Transaction tx, byte[] digest) {
        tx.update("DELETE FROM login_session WHERE digest = ?", digest);
    }

    /**
     * Logs a person out.
     *
     * @param but the digest of the session that stays, in hexadecimal; empty for none
     */
    public void deleteAll(Transaction tx, Account account, String but) {
        tx.update(DELETE_OTHERS, account.id(), but);
    }
}
