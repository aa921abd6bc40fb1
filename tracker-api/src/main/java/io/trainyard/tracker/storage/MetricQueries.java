package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads histories of metrics, whole or in buckets. */
public final class MetricQueries {
    /** Up to so many points a bucket is one point; beyond, buckets hold equally many points each. */
    private static final String SERIES = """
            WITH point AS (
                SELECT r.run_id, n.name, p.epoch, p.value,
                       row_number() OVER (PARTITION BY p.run_id, p.metric_id ORDER BY p.epoch) - 1 AS place,
                       count(*) OVER (PARTITION BY p.run_id, p.metric_id) AS points
                FROM run r
                JOIN metric_point p ON p.run_id = r.id
                JOIN metric n ON n.id = p.metric_id
                WHERE r.run_id = ANY (?)
                  AND (cardinality(?) = 0 OR n.name = ANY (?)))
            SELECT run_id, name, max(epoch) AS epoch, (array_agg(value ORDER BY epoch DESC))[1] AS value,
                   min(value) AS min, max(value) AS max, max(points) AS points
            FROM point
            GROUP BY run_id, name, CASE WHEN points <= ? THEN place ELSE place * ? / points END
            ORDER BY run_id, name, epoch
            """;

    /** What one attempt has reported, be it the run's history or superseded. */
    private static final String SERIES_OF_ATTEMPT = SERIES.replace("JOIN metric_point p ON p.run_id = r.id\n", """
            JOIN (SELECT c.run_id, c.metric_id, c.epoch, c.value, c.attempt
                  FROM metric_point c
                  UNION ALL
                  SELECT s.run_id, s.metric_id, s.epoch, s.value, s.attempt
                  FROM superseded_point s) p ON p.run_id = r.id AND p.attempt = ?
            """);

    private static final String HISTORY = """
            SELECT r.id AS row_id, r.run_id, r.name AS run_name, p.metric_id, n.name, p.epoch, p.value, p.at
            FROM run r
            JOIN metric_point p ON p.run_id = r.id
            JOIN metric n ON n.id = p.metric_id
            WHERE r.run_id = ANY (?)
              AND (r.id, p.metric_id, p.epoch) > (?, ?::smallint, ?)
            ORDER BY r.id, p.metric_id, p.epoch
            LIMIT ?
            """;

    /** Of all series of one answer, which then has some megabytes. */
    private static final int MAX_POINTS = 200_000;

    private static final String COUNT = """
            SELECT count(*)
            FROM run r
            JOIN run_metric s ON s.run_id = r.id
            JOIN metric n ON n.id = s.metric_id
            WHERE r.run_id = ANY (?)
              AND (cardinality(?) = 0 OR n.name = ANY (?))
            """;

    /** One value as a line of the report. */
    public record HistoryRow(HistoryKey key, String run, String runName, String metric, double value, String at) {}

    /** Where a history stands, in the order of the report. */
    public record HistoryKey(long row, int metric, int epoch) {
        public static final HistoryKey START = new HistoryKey(0, 0, 0);
    }

    private MetricQueries() {}

    /**
     * Series by run and metric; a run without points, or that does not exist, is an empty object. Many series get fewer points
     * each than was asked for, so that there is a bound on all of them together.
     */
    public static ObjectNode series(Transaction tx, List<String> runs, List<String> names, int wantedPoints) {
        ObjectNode all = RowJson.object();
        runs.forEach(all::putObject);
        int series = RowJson.query(tx, COUNT, List.of(runs, names, names), row -> row.getInt(1))
                .getFirst();
        int maxPoints = Math.clamp(MAX_POINTS / Math.max(1, series), 1, wantedPoints);
        List<Object> parameters = List.of(runs, names, names, maxPoints, maxPoints);
        RowJson.query(tx, SERIES, parameters, row -> append(all, row, maxPoints));
        return all;
    }

    /** Series of one attempt at a run by metric. */
    public static ObjectNode seriesOfAttempt(
            Transaction tx, String run, int attempt, List<String> names, int maxPoints) {
        ObjectNode all = RowJson.object();
        all.putObject(run);
        List<Object> parameters = List.of(attempt, List.of(run), names, names, maxPoints, maxPoints);
        RowJson.query(tx, SERIES_OF_ATTEMPT, parameters, row -> append(all, row, maxPoints));
        return all;
    }

    private static ObjectNode append(ObjectNode all, ResultSet row, int maxPoints) throws SQLException {
        ObjectNode series = all.withObjectProperty(row.getString("run_id")).withObjectProperty(row.getString("name"));
        series.withArrayProperty("epochs").add(row.getInt("epoch"));
        series.withArrayProperty("values").add(RowJson.number(row, "value"));
        if (row.getLong("points") > maxPoints) {
            series.withArrayProperty("min").add(RowJson.number(row, "min"));
            series.withArrayProperty("max").add(RowJson.number(row, "max"));
        }
        return series;
    }

    /** The next values of the runs after a key, ordered by run, metric and epoch. */
    public static List<HistoryRow> history(Transaction tx, List<String> runs, HistoryKey after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(runs, after.row(), after.metric(), after.epoch(), limit));
        return RowJson.query(
                tx,
                HISTORY,
                parameters,
                row -> new HistoryRow(
                        new HistoryKey(row.getLong("row_id"), row.getInt("metric_id"), row.getInt("epoch")),
                        row.getString("run_id"),
                        row.getString("run_name"),
                        row.getString("name"),
                        row.getDouble("value"),
                        RowJson.time(row, "at").textValue()));
    }
}
