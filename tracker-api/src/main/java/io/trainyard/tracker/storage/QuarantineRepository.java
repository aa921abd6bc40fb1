package io.trainyard.tracker.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records that could not be used, kept whole for a person to look at. */
public final class QuarantineRepository {
    private static final String INSERT = """
            INSERT INTO quarantine (topic, partition, record_offset, key, bytes, reason, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (topic, partition, record_offset) DO NOTHING
            """;

    /** A record as Kafka delivered it. */
    @SuppressWarnings("ArrayRecordComponent") // carries bytes from one call to the next and is never compared
    public record Rejected(
            String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value, String reason) {}

    public void insert(Transaction tx, Rejected rejected, Instant at) {
        tx.update(
                INSERT,
                rejected.topic(),
                rejected.partition(),
                rejected.offset(),
                rejected.key(),
                rejected.value(),
                // PostgreSQL's text cannot hold a zero character, and the reason may quote the record.
                rejected.reason().replace('\0', ' '),
                at);
    }
}
