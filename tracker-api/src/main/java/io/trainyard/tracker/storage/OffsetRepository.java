package io.trainyard.tracker.storage;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Where reading goes on in each partition; kept beside the rows, so that both are committed or neither is. */
public final class OffsetRepository {
    private static final String INSERT = """
            INSERT INTO ingest_offset (topic, partition, next_offset)
            VALUES (?, ?, ?)
            ON CONFLICT (topic, partition) DO NOTHING
            """;

    private static final String SELECT = """
            SELECT next_offset
            FROM ingest_offset
            WHERE topic = ? AND partition = ?
            """;

    private static final String ALL = """
            SELECT partition, next_offset
            FROM ingest_offset
            WHERE topic = ?
            """;

    private static final String ADVANCE = """
            UPDATE ingest_offset
            SET next_offset = ?
            WHERE topic = ? AND partition = ? AND next_offset = ?
            """;

    public OptionalLong find(Transaction tx, String topic, int partition) {
        return tx.query(SELECT, row -> row.getLong(1), topic, partition).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** The positions in all partitions that were read, by partition. */
    public Map<Integer, Long> all(Transaction tx, String topic) {
        return tx.query(ALL, row -> Map.entry(row.getInt("partition"), row.getLong("next_offset")), topic).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Moves the position on and returns whether it was where the caller believed it to be. If not, another tracker has read
     * these records meanwhile, and the caller must undo what it made of them.
     *
     * @param from position that was read from; empty if there was none yet
     */
    public boolean advance(Transaction tx, String topic, int partition, OptionalLong from, long to) {
        int rows = from.isPresent()
                ? tx.update(ADVANCE, to, topic, partition, from.getAsLong())
                : tx.update(INSERT, topic, partition, to);
        return rows == 1;
    }
}
