package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads the records that could not be used, as the API shows them. */
public final class QuarantineQueries {
    private static final String LIST = """
            SELECT q.id, q.topic, q.partition, q.record_offset, q.reason, q.at,
                   substring(q.key FROM 1 FOR 200) AS key_start, substring(q.bytes FROM 1 FOR 500) AS start,
                   length(q.bytes) AS bytes
            FROM quarantine q
            WHERE q.id < ?
            ORDER BY q.id DESC
            LIMIT ?
            """;
    private static final String COUNT = """
            SELECT count(*)
            FROM quarantine
            """;

    private QuarantineQueries() {}

    public static RowPage list(Transaction tx, Optional<Long> after, int limit) {
        List<Object> parameters = List.of(after.orElse(Long.MAX_VALUE), limit + 1);
        return RowPage.of(
                RowJson.query(tx, LIST, parameters, row -> new RowPage.Keyed(row.getLong("id"), record(row))), limit);
    }

    public static long count(Transaction tx) {
        return tx.first(COUNT, row -> row.getLong(1)).orElseThrow();
    }

    private static ObjectNode record(ResultSet row) throws SQLException {
        ObjectNode record = RowJson.object()
                .put("id", row.getLong("id"))
                .put("topic", row.getString("topic"))
                .put("partition", row.getInt("partition"))
                .put("offset", row.getLong("record_offset"))
                .put("reason", row.getString("reason"));
        record.set("at", RowJson.time(row, "at"));
        record.set("key", text(row, "key_start"));
        record.set("start", text(row, "start"));
        record.put("bytes", row.getLong("bytes"));
        return record;
    }

    /** Bytes that are no UTF-8 become the replacement character: the text is for people, the row keeps the bytes. */
    private static JsonNode text(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? NullNode.instance : RowJson.NODES.textNode(new String(bytes, StandardCharsets.UTF_8));
    }
}
