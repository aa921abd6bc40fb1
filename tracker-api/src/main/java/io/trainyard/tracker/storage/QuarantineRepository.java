package io.trainyard.tracker.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records that could not be used, kept whole for a person to look at. */
public final class QuarantineRepository {
    private static final String INSERT = """
            INSERT INTO quarantine (topic, partition, record_offset, key, bytes, signature, reason, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (topic, partition, record_offset) DO NOTHING
            """;

    private static final String FIND = """
            SELECT topic, partition, record_offset, key, bytes, signature, reason
            FROM quarantine
            WHERE id = ?
            """;

    private static final String OLDEST = """
            SELECT id
            FROM quarantine
            WHERE id > ?
            ORDER BY id
            LIMIT ?
            """;

    /** A record as Kafka delivered it. */
    @SuppressWarnings("ArrayRecordComponent") // carries bytes from one call to the next and is never compared
    public record Rejected(
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable String signature,
            String reason) {}

    public void insert(Transaction tx, Rejected rejected, Instant at) {
        tx.update(
                INSERT,
                rejected.topic(),
                rejected.partition(),
                rejected.offset(),
                rejected.key(),
                rejected.value(),
                rejected.signature(),
                // PostgreSQL's text cannot hold a zero character, and the reason may quote the record.
                rejected.reason().replace('\0', ' '),
                at);
    }

    public Optional<Rejected> find(Transaction tx, long id) {
        return tx.first(
                FIND,
                row -> new Rejected(
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("record_offset"),
                        row.getBytes("key"),
                        row.getBytes("bytes"),
                        row.getString("signature"),
                        row.getString("reason")),
                id);
    }

    /** The next records in the order of their arrival. */
    public List<Long> oldest(Transaction tx, long after, int limit) {
        return tx.query(OLDEST, row -> row.getLong(1), after, limit);
    }

    /** Drops a record; returns whether there was one. */
    public boolean delete(Transaction tx, long id) {
        return tx.update("DELETE FROM quarantine WHERE id = ?", id) > 0;
    }

    public void changeReason(Transaction tx, long id, String reason) {
        tx.update("UPDATE quarantine SET reason = ? WHERE id = ?", reason, id);
    }
}
