package io.trainyard.tracker.storage.access;

import io.trainyard.contract.WorkerSecret;
import io.trainyard.tracker.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Workers that may report, by what they have shown when they were enrolled. */
public final class WorkerIdentityRepository {
    /** What a worker had signed before it was given another secret is read for so long. */
    static final Duration UNDER_WAY = Duration.ofDays(7);

    private static final String REPLACE = """
            UPDATE worker_identity
            SET replaced_at = ?
            WHERE worker = ? AND digest <> ? AND replaced_at IS NULL
            """;

    private static final String INSERT = """
            INSERT INTO worker_identity (digest, worker, signing_key, enrolled_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (digest) DO NOTHING
            """;

    private static final String FIND = """
            SELECT worker
            FROM worker_identity
            WHERE digest = ? AND replaced_at IS NULL AND revoked_at IS NULL
            """;

    private static final String KEYS = """
            SELECT encode(digest, 'hex') AS identity, worker, signing_key
            FROM worker_identity
            WHERE digest IN (SELECT decode(d, 'hex') FROM unnest(?::text[]) d)
              AND revoked_at IS NULL AND (replaced_at IS NULL OR replaced_at > ?)
            """;

    private static final String REVOKE = """
            UPDATE worker_identity
            SET revoked_at = ?
            WHERE worker = ? AND revoked_at IS NULL
            """;

    private static final String LIST = """
            SELECT worker, enrolled_at
            FROM worker_identity
            WHERE replaced_at IS NULL AND revoked_at IS NULL
            ORDER BY worker
            LIMIT 1000
            """;

    /** By what a worker's signatures are verified. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record SigningKey(String worker, byte[] signingKey) {
        @Override
        public String toString() {
            return "SigningKey[worker=" + worker + "]";
        }
    }

    /** A worker that may report. */
    public record Enrolled(String worker, Instant since) {}

    /** Knows a worker by this secret from now on; returns whether that is new. */
    public boolean enrol(Transaction tx, String worker, WorkerSecret secret) {
        tx.update(REPLACE, tx.now(), worker, secret.digest());
        return tx.update(INSERT, secret.digest(), worker, secret.signingKey(), tx.now()) > 0;
    }

    /** The name of the worker that shows this. */
    public Optional<String> find(Transaction tx, WorkerSecret secret) {
        return tx.first(FIND, row -> row.getString("worker"), (Object) secret.digest());
    }

    /** By some identities that signed something the keys that verify it. */
    public Map<String, SigningKey> keys(Transaction tx, List<String> identities) {
        if (identities.isEmpty()) return Map.of();
        return tx
                .query(
                        KEYS,
                        row -> Map.entry(
                                row.getString("identity"),
                                new SigningKey(row.getString("worker"), row.getBytes("signing_key"))),
                        identities.toArray(String[]::new),
                        tx.now().minus(UNDER_WAY))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Believes a worker nothing any more, nor what it has signed before; returns whether it was known. */
    public boolean revoke(Transaction tx, String worker) {
        return tx.update(REVOKE, tx.now(), worker) > 0;
    }

    public List<Enrolled> list(Transaction tx) {
        return tx.query(
                LIST,
                row -> new Enrolled(
                        row.getString("worker"),
                        Account.time(row, "enrolled_at").orElseThrow()));
    }
}
