package io.trainyard.tracker.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Columns of rows as JSON values, for the reading side, whose answers are shown as they are. */
final class RowJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RowJson() {}

    /** The time in UTC, or null. */
    static JsonNode time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null
                ? NullNode.instance
                : NODES.textNode(DateTimeFormatter.ISO_INSTANT.format(time.toInstant()));
    }

    static JsonNode text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? NullNode.instance : NODES.textNode(text);
    }

    /** The number, or null where it is missing or not finite, which JSON cannot say. */
    static JsonNode number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(value) ? NullNode.instance : NODES.numberNode(value);
    }

    static JsonNode tree(ResultSet row, String column) throws SQLException {
        String json = row.getString(column);
        if (json == null) return NullNode.instance;
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new SQLException("column " + column + " holds no JSON", e);
        }
    }

    /** The object, empty where the column is null. */
    static JsonNode object(ResultSet row, String column) throws SQLException {
        JsonNode tree = tree(row, column);
        return tree.isNull() ? object() : tree;
    }

    /** Runs a query whose parameters may be lists, which become arrays of texts. */
    static <T> List<T> query(Transaction tx, String sql, List<Object> parameters, Transaction.RowReader<T> reader) {
        Object[] values = parameters.stream()
                .map(value -> value instanceof List<?> list ? list.toArray(String[]::new) : value)
                .toArray();
        return tx.query(sql, reader, values);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }
}
