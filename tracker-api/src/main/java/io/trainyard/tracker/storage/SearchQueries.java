package io.trainyard.tracker.storage;

import io.trainyard.tracker.search.Field;
import io.trainyard.tracker.search.RunAttribute;
import java.util.ArrayList;
import java.util.List;

/** What there is to search for: names and values that begin with, or hold, what somebody has typed. Each question reads little. */
public final class SearchQueries {
    private static final int MAX_VALUES = 500;

    private static final String NAMES = """
            SELECT n.name
            FROM %s n
            WHERE lower(n.name) LIKE lower(?)
            ORDER BY n.name
            LIMIT ?
            """;

    private static final String TAGS = """
            SELECT DISTINCT t.name
            FROM run_tag t
            WHERE lower(t.name) LIKE lower(?)
            ORDER BY t.name
            LIMIT ?
            """;

    // Each step finds the next value in the index, past all runs that have the same one.
    private static final String VALUES_OF_PARAMETER = """
            WITH RECURSIVE value (value, place) AS (
                SELECT min.value, 1
                FROM (SELECT s.value
                      FROM run_parameter s
                      WHERE s.parameter_id = (SELECT n.id FROM parameter n WHERE n.name = ?)
                      ORDER BY s.value
                      LIMIT 1) min
                UNION ALL
                SELECT (SELECT s.value
                        FROM run_parameter s
                        WHERE s.parameter_id = (SELECT n.id FROM parameter n WHERE n.name = ?) AND s.value > value.value
                        ORDER BY s.value
                        LIMIT 1), value.place + 1
                FROM value
                WHERE value.value IS NOT NULL AND value.place < ?
            )
            SELECT value.value #>> '{}' AS name
            FROM value
            WHERE value.value IS NOT NULL
              AND jsonb_typeof(value.value) IN ('string', 'number', 'boolean')
              AND lower(value.value #>> '{}') LIKE lower(?)
            LIMIT ?
            """;

    private static final String VALUES_OF_TAG = """
            SELECT DISTINCT t.value AS name
            FROM run_tag t
            WHERE t.name = ? AND lower(t.value) LIKE lower(?)
            ORDER BY name
            LIMIT ?
            """;

    private static final String EXPERIMENTS = """
            SELECT e.%s AS name
            FROM experiment e
            WHERE lower(e.%<s) LIKE lower(?)
            ORDER BY e.id DESC
            LIMIT ?
            """;

    private static final String WORKERS = """
            SELECT w.name
            FROM worker w
            WHERE lower(w.name) LIKE lower(?)
            ORDER BY w.last_seen_at DESC
            LIMIT ?
            """;

    private static final String ORIGINS = """
            SELECT o.name
            FROM (VALUES ('external'), ('trained')) AS o (name)
            WHERE o.name LIKE lower(?)
            LIMIT ?
            """;

    private SearchQueries() {}

    public static List<String> metrics(Transaction tx, String part, int limit) {
        return read(tx, NAMES.formatted("metric"), List.of(pattern(part), limit));
    }

    public static List<String> parameters(Transaction tx, String part, int limit) {
        return read(tx, NAMES.formatted("parameter"), List.of(pattern(part), limit));
    }

    public static List<String> tags(Transaction tx, String part, int limit) {
        return read(tx, TAGS, List.of(pattern(part), limit));
    }

    /** Values that runs have; none where nobody would pick one from a list. */
    public static List<String> values(Transaction tx, Field field, String part, int limit) {
        return switch (field) {
            case Field.Metric _ -> List.of();
            case Field.Parameter(String name) ->
                read(tx, VALUES_OF_PARAMETER, List.of(name, name, MAX_VALUES, pattern(part), limit));
            case Field.Tag(String name) -> read(tx, VALUES_OF_TAG, List.of(name, pattern(part), limit));
            case Field.Attribute(RunAttribute attribute) -> values(tx, attribute, pattern(part), limit);
        };
    }

    private static List<String> values(Transaction tx, RunAttribute attribute, String pattern, int limit) {
        return switch (attribute) {
            case EXPERIMENT_NAME ->
                read(tx, EXPERIMENTS.formatted("name"), List.of(pattern, limit)).stream()
                        .distinct()
                        .toList();
            case EXPERIMENT_ID -> read(tx, EXPERIMENTS.formatted("experiment_id"), List.of(pattern, limit));
            case WORKER -> read(tx, WORKERS, List.of(pattern, limit));
            case ORIGIN -> read(tx, ORIGINS, List.of(pattern, limit));
            default -> List.of();
        };
    }

    private static List<String> read(Transaction tx, String sql, List<Object> arguments) {
        return RowJson.query(tx, sql, new ArrayList<>(arguments), row -> row.getString("name"));
    }

    private static String pattern(String part) {
        return RunFilter.holding(part);
    }
}
