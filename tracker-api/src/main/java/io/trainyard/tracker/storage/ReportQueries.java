package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Reads all runs that fit for a report, some at a time. */
public final class ReportQueries {
    private static final String PARAMETERS = """
            SELECT n.name
            FROM parameter n
            WHERE EXISTS (SELECT
                          FROM run_parameter s
                          JOIN run r ON r.id = s.run_id
                          %s AND s.parameter_id = n.id)
            """;

    private static final String METRICS = """
            SELECT n.name
            FROM metric n
            WHERE EXISTS (SELECT
                          FROM run_metric s
                          JOIN run r ON r.id = s.run_id
                          %s AND s.metric_id = n.id)
            """;

    /** The columns that any of the runs has something in, in the order of the alphabet. */
    public record Columns(NavigableSet<String> parameters, NavigableSet<String> metrics) {}

    /** Some runs, and the row after which the next ones come. */
    public record Chunk(List<ObjectNode> runs, long last) {}

    private ReportQueries() {}

    public static Columns columns(Transaction tx, RunFilter filter) {
        return new Columns(names(tx, PARAMETERS, filter), names(tx, METRICS, filter));
    }

    private static NavigableSet<String> names(Transaction tx, String sql, RunFilter filter) {
        List<Object> arguments = new ArrayList<>();
        String where = filter.where(arguments);
        return new TreeSet<>(RowJson.query(tx, sql.formatted(where), arguments, row -> row.getString("name")));
    }

    /** The next runs in the order of their creation; none if there are no more. */
    public static Chunk runs(Transaction tx, RunFilter filter, long after, int limit) {
        List<Object> arguments = new ArrayList<>();
        String sql = "SELECT r.id\nFROM run r\n" + filter.where(arguments) + "AND r.id > ?\nORDER BY r.id\nLIMIT ?";
        arguments.addAll(List.of(after, limit));
        List<Long> keys = RowJson.query(tx, sql, arguments, row -> row.getLong("id"));
        return new Chunk(RunQueries.ofKeys(tx, keys, RunFields.ALL), keys.isEmpty() ? after : keys.getLast());
    }

    /** Those of the ids that no run has. */
    public static List<String> missing(Transaction tx, List<String> ids) {
        return RowJson.query(tx, """
                SELECT given.id
                FROM unnest(?) AS given (id)
                WHERE NOT EXISTS (SELECT FROM run r WHERE r.run_id = given.id)
                """, List.of(ids), row -> row.getString("id"));
    }
}
