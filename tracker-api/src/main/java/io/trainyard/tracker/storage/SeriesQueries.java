package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.SeriesReducer.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads histories of metrics at the resolution of a chart: what is summed up already where that is fine enough. */
public final class SeriesQueries {
    /** Of all series of one answer, which then has some megabytes. */
    private static final int MAX_POINTS = 200_000;

    private static final String SERIES = """
            SELECT r.id AS run_key, r.run_id, s.metric_id, n.name, s.points, s.last_epoch
            FROM run r
            JOIN run_metric s ON s.run_id = r.id
            JOIN metric n ON n.id = s.metric_id
            WHERE r.run_id = ANY (?)
              AND (cardinality(?) = 0 OR n.name = ANY (?))
            ORDER BY r.id, s.metric_id
            """;

    private static final String BUCKETS = """
            SELECT b.run_id, b.metric_id, b.points, b.last_epoch AS epoch, b.last AS value, b.min, b.max
            FROM metric_bucket b
            WHERE b.run_id = ANY (?)
              AND b.metric_id = ANY (?)
              AND b.width = ?
            ORDER BY b.run_id, b.metric_id, b.bucket
            """;

    private static final String POINTS = """
            SELECT p.run_id, p.metric_id, 1 AS points, p.epoch, p.value, p.value AS min, p.value AS max
            FROM metric_point p
            WHERE p.run_id = ANY (?)
              AND p.metric_id = ANY (?)
            ORDER BY p.run_id, p.metric_id, p.epoch
            """;

    /** What lies behind the buckets. */
    private static final String TAILS = """
            SELECT p.run_id, p.metric_id, 1 AS points, p.epoch, p.value, p.value AS min, p.value AS max
            FROM unnest(?, ?, ?) AS s (run_id, metric_id, first_epoch)
            JOIN metric_point p ON p.run_id = s.run_id AND p.metric_id = s.metric_id AND p.epoch >= s.first_epoch
            ORDER BY p.run_id, p.metric_id, p.epoch
            """;

    /** What one attempt has reported, be it the run's history or superseded. */
    private static final String OF_ATTEMPT = """
            FROM run r
            JOIN (SELECT c.run_id, c.metric_id, c.epoch, c.value, c.attempt
                  FROM metric_point c
                  UNION ALL
                  SELECT s.run_id, s.metric_id, s.epoch, s.value, s.attempt
                  FROM superseded_point s) p ON p.run_id = r.id AND p.attempt = ?
            JOIN metric n ON n.id = p.metric_id
            WHERE r.run_id = ?
              AND (cardinality(?) = 0 OR n.name = ANY (?))
            """;

    private static final String COUNTS_OF_ATTEMPT =
            "SELECT n.name, count(*) AS points\n" + OF_ATTEMPT + "GROUP BY n.name";

    private static final String POINTS_OF_ATTEMPT =
            "SELECT n.name, p.epoch, p.value\n" + OF_ATTEMPT + "ORDER BY p.metric_id, p.epoch";

    private record Key(long run, int metric) {}

    /** One series, and what is made of it. */
    private record Series(Key key, String run, String metric, long points, int lastEpoch, SeriesReducer reduced) {
        /** How many epochs a bucket may hold so that the chart gets half of the points that it can show, or more; 0 for none. */
        int width(int maxPoints) {
            if (points <= maxPoints) return 0;
            long fine = points / Math.max(1, maxPoints / 2);
            if (fine >= MetricBuckets.WIDE) return MetricBuckets.WIDE;
            return fine >= MetricBuckets.NARROW ? MetricBuckets.NARROW : 0;
        }
    }

    private SeriesQueries() {}

    /**
     * Series by run and metric; a run without points, or that does not exist, is an empty object. Many series get fewer points
     * each than was asked for, so that there is a bound on all of them together.
     */
    public static ObjectNode series(Transaction tx, List<String> runs, List<String> names, int wantedPoints) {
        ObjectNode all = RowJson.object();
        runs.forEach(all::putObject);
        List<Series> series = find(tx, runs, names, wantedPoints);
        int maxPoints = maxPoints(series.size(), wantedPoints);
        for (int width : List.of(0, MetricBuckets.NARROW, MetricBuckets.WIDE))
            read(
                    tx,
                    series.stream().filter(one -> one.width(maxPoints) == width).toList(),
                    width);
        for (Series one : series)
            all.withObjectProperty(one.run()).set(one.metric(), one.reduced().finish());
        return all;
    }

    static int maxPoints(int series, int wantedPoints) {
        return Math.clamp(MAX_POINTS / Math.max(1, series), 1, wantedPoints);
    }

    private static List<Series> find(Transaction tx, List<String> runs, List<String> names, int wantedPoints) {
        record Found(Key key, String run, String metric, long points, int lastEpoch) {}
        List<Found> found = RowJson.query(
                tx,
                SERIES,
                List.of(runs, names, names),
                row -> new Found(
                        new Key(row.getLong("run_key"), row.getInt("metric_id")),
                        row.getString("run_id"),
                        row.getString("name"),
                        row.getLong("points"),
                        row.getInt("last_epoch")));
        int maxPoints = maxPoints(found.size(), wantedPoints);
        return found.stream()
                .map(one -> new Series(
                        one.key(),
                        one.run(),
                        one.metric(),
                        one.points(),
                        one.lastEpoch(),
                        new SeriesReducer(one.points(), maxPoints)))
                .toList();
    }

    private static void read(Transaction tx, List<Series> series, int width) {
        if (series.isEmpty()) return;
        Map<Key, Series> byKey = new HashMap<>();
        for (Series one : series) byKey.put(one.key(), one);
        Long[] runs = series.stream().map(one -> one.key().run()).distinct().toArray(Long[]::new);
        Integer[] metrics =
                series.stream().map(one -> one.key().metric()).distinct().toArray(Integer[]::new);
        if (width == 0) {
            tx.forEach(POINTS, into(byKey), runs, metrics);
            return;
        }
        tx.forEach(BUCKETS, into(byKey), runs, metrics, width);
        tx.forEach(
                TAILS,
                into(byKey),
                series.stream().map(one -> one.key().run()).toArray(Long[]::new),
                series.stream().map(one -> one.key().metric()).toArray(Integer[]::new),
                series.stream()
                        .map(one -> (one.lastEpoch() + 1) / width * width)
                        .toArray(Integer[]::new));
    }

    private static Transaction.RowConsumer into(Map<Key, Series> series) {
        return row -> {
            Series one = series.get(new Key(row.getLong("run_id"), row.getInt("metric_id")));
            // Runs and metrics together name more series than are wanted at this resolution.
            if (one == null) return;
            one.reduced()
                    .add(
                            row.getLong("points"),
                            Place.ofEpoch(row.getInt("epoch")),
                            row.getDouble("value"),
                            row.getDouble("min"),
                            row.getDouble("max"));
        };
    }

    /** Series of one attempt at a run by metric. */
    public static ObjectNode seriesOfAttempt(
            Transaction tx, String run, int attempt, List<String> names, int maxPoints) {
        ObjectNode all = RowJson.object();
        ObjectNode series = all.putObject(run);
        Object[] arguments = {attempt, run, names.toArray(String[]::new), names.toArray(String[]::new)};
        Map<String, SeriesReducer> reduced = new LinkedHashMap<>();
        tx.forEach(
                COUNTS_OF_ATTEMPT,
                row -> reduced.put(row.getString("name"), new SeriesReducer(row.getLong("points"), maxPoints)),
                arguments);
        tx.forEach(
                POINTS_OF_ATTEMPT,
                row -> {
                    double value = row.getDouble("value");
                    SeriesReducer one = reduced.get(row.getString("name"));
                    if (one != null) one.add(1, Place.ofEpoch(row.getInt("epoch")), value, value, value);
                },
                arguments);
        reduced.forEach((name, one) -> series.set(name, one.finish()));
        return all;
    }
}
