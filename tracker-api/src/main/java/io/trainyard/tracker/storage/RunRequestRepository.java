package io.trainyard.tracker.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of requests that have told something of runs that are trained elsewhere, so that none is heeded twice. */
public final class RunRequestRepository {
    private static final String FIND = """
            SELECT q.run_id, q.key, q.digest
            FROM unnest(?, ?) AS given (run_id, key)
            JOIN run_request q ON q.run_id = given.run_id AND q.key = given.key
            """;

    private static final String INSERT = """
            INSERT INTO run_request (run_id, key, digest, at)
            VALUES (?, ?, ?, ?)
            """;

    private static final String FORGET = """
            DELETE FROM run_request
            WHERE at < ?
            """;

    /**
     * A request to a run.
     *
     * @param run key of the run's row
     */
    public record Request(long run, IdempotencyRepository.Key key) {
        /** Whether it asks for the same as one with the same key. */
        public boolean asksFor(Request other) {
            return Arrays.equals(key.digest(), other.key.digest());
        }
    }

    /** Those of earlier requests that have the keys of these. */
    public List<Request> find(Transaction tx, Collection<Request> requests) {
        if (requests.isEmpty()) return List.of();
        return tx.query(
                FIND,
                RunRequestRepository::read,
                requests.stream().map(Request::run).toArray(Long[]::new),
                requests.stream().map(request -> request.key().name()).toArray(String[]::new));
    }

    private static Request read(ResultSet row) throws SQLException {
        return new Request(
                row.getLong("run_id"), new IdempotencyRepository.Key(row.getString("key"), row.getBytes("digest")));
    }

    public void remember(Transaction tx, Collection<Request> requests, Instant now) {
        if (requests.isEmpty()) return;
        tx.update(FORGET, now.minus(IdempotencyRepository.KEPT));
        List<@Nullable Object[]> rows = new ArrayList<>(requests.size());
        for (Request request : requests)
            rows.add(new @Nullable Object[] {
                request.run(), request.key().name(), request.key().digest(), now
            });
        tx.batch(INSERT, rows);
    }
}
