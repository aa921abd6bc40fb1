package io.trainyard.tracker.storage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many metrics there are, of runs and of all of them, before further ones come. */
public final class MetricCounts {
    /** All that can be called by two bytes, less what workers may yet report. */
    public static final int MAX_NAMES = 30_000;

    private static final String NEW = """
            SELECT given.run_id, given.name
            FROM unnest(?, ?) AS given (run_id, name)
            WHERE NOT EXISTS (SELECT
                              FROM run_metric s
                              JOIN metric n ON n.id = s.metric_id
                              WHERE s.run_id = given.run_id AND n.name = given.name)
            """;

    private static final String OF_RUNS = """
            SELECT s.run_id, count(*) AS metrics
            FROM run_metric s
            WHERE s.run_id = ANY (?)
            GROUP BY s.run_id
            """;

    private static final String UNKNOWN = """
            SELECT given.name
            FROM unnest(?) AS given (name)
            WHERE NOT EXISTS (SELECT FROM metric n WHERE n.name = given.name)
            """;

    private static final String NEWEST = "SELECT coalesce(max(id), 0) AS newest FROM metric";

    /** A metric of a run. */
    public record Key(long run, String name) {}

    private MetricCounts() {}

    /** Those of these metrics that their run does not have yet. */
    public static List<Key> unknown(Transaction tx, Collection<Key> metrics) {
        return tx.query(
                NEW,
                row -> new Key(row.getLong("run_id"), row.getString("name")),
                metrics.stream().map(Key::run).toArray(Long[]::new),
                metrics.stream().map(Key::name).toArray(String[]::new));
    }

    /** How many metrics these runs have; those with none are left out. */
    public static Map<Long, Integer> ofRuns(Transaction tx, Set<Long> runs) {
        Map<Long, Integer> counts = new HashMap<>();
        tx.forEach(OF_RUNS, row -> counts.put(row.getLong("run_id"), row.getInt("metrics")), (Object)
                runs.toArray(Long[]::new));
        return counts;
    }

    /** Those of these names that no run has had. */
    public static List<String> unheardOf(Transaction tx, Set<String> names) {
        return tx.query(UNKNOWN, row -> row.getString("name"), (Object) names.toArray(String[]::new));
    }

    /** How many further names there is room for. */
    public static int room(Transaction tx) {
        return MAX_NAMES - tx.first(NEWEST, row -> row.getInt("newest")).orElseThrow();
    }
}
