package io.trainyard.tracker.storage;

import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What requests with an {@code Idempotency-Key} have led to, so that a repetition leads to nothing more. */
public final class IdempotencyRepository {
    /** Longer than anybody repeats a request, and short enough that keys do not pile up. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final String FIND = """
            SELECT digest, experiment_id, run_id
            FROM idempotency_key
            WHERE key = ?
            """;

    private static final String INSERT = """
            INSERT INTO idempotency_key (key, digest, experiment_id, run_id, created_at)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String FORGET = """
            DELETE FROM idempotency_key
            WHERE created_at < ?
            """;

    /** A client's name for one request, and the digest of what it asks for. */
    @SuppressWarnings("ArrayRecordComponent") // compared by its own method
    public record Key(String name, byte[] digest) {}

    /**
     * What the key led to.
     *
     * @param run of the experiment, if it was one run that was asked for
     */
    public record Earlier(ExperimentId experiment, Optional<RunId> run, boolean sameBody) {}

    public Optional<Earlier> find(Transaction tx, Key key) {
        return tx.first(
                FIND,
                row -> new Earlier(
                        new ExperimentId(row.getString("experiment_id")),
                        Optional.ofNullable(row.getString("run_id")).map(RunId::new),
                        Arrays.equals(row.getBytes("digest"), key.digest())),
                key.name());
    }

    public void remember(Transaction tx, Key key, ExperimentId experiment, Instant now) {
        insert(tx, key, experiment, null, now);
    }

    public void remember(Transaction tx, Key key, ExperimentId experiment, RunId run, Instant now) {
        insert(tx, key, experiment, run.value(), now);
    }

    private static void insert(Transaction tx, Key key, ExperimentId experiment, @Nullable String run, Instant now) {
        tx.update(FORGET, now.minus(KEPT));
        tx.update(INSERT, key.name(), key.digest(), experiment.value(), run, now);
    }
}
