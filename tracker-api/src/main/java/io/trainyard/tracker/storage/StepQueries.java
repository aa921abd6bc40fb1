package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.SeriesReducer.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads curves within epochs at the resolution of a chart: epochs as a whole where that is fine enough, else their points. */
public final class StepQueries {
    private static final String CHUNKS = """
            FROM run r
            JOIN step_chunk s ON s.run_id = r.id
            JOIN metric n ON n.id = s.metric_id
            WHERE r.run_id = ANY (?)
              AND (cardinality(?) = 0 OR n.name = ANY (?))
              AND (CASE WHEN ? = 0 THEN s.shown ELSE s.attempt = ? END)
            """;

    private static final String COUNTS =
            "SELECT r.id AS run_key, r.run_id, s.metric_id, n.name, sum(s.points) AS points, count(*) AS epochs\n"
                    + CHUNKS + "GROUP BY r.id, s.metric_id, n.name\nORDER BY r.id, s.metric_id";

    private static final String SUMMARIES =
            "SELECT s.run_id, s.metric_id, s.epoch, s.steps, s.points, s.places[s.points] AS place, s.last, s.min, s.max\n"
                    + CHUNKS + "ORDER BY s.run_id, s.metric_id, s.epoch";

    private static final String POINTS = "SELECT s.run_id, s.metric_id, s.epoch, s.steps, s.places, s.measured\n"
            + CHUNKS + "ORDER BY s.run_id, s.metric_id, s.epoch";

    /** The owners' chain, which is the run's history, and not what one attempt has reported. */
    private static final int ALL_OWNERS = 0;

    private record Key(long run, int metric) {}

    private record Found(Key key, String run, String metric, long points, long epochs) {
        /** Whether the chart gets half of the points that it can show, or more, from one an epoch. */
        boolean epochsSuffice(int maxPoints) {
            return points > maxPoints && epochs >= Math.max(1, maxPoints / 2);
        }
    }

    private StepQueries() {}

    /**
     * Series by run and metric, as {@link SeriesQueries#series} gives them, with the steps since the run began beside their places,
     * which are parts of epochs.
     *
     * @param attempt whose; empty for the run's history
     */
    public static ObjectNode series(
            Transaction tx, List<String> runs, List<String> names, int wantedPoints, OptionalInt attempt) {
        ObjectNode all = RowJson.object();
        runs.forEach(all::putObject);
        Object[] scope = scope(runs, names, attempt.orElse(ALL_OWNERS));
        List<Found> found = tx.query(
                COUNTS,
                row -> new Found(
                        key(row, "run_key"),
                        row.getString("run_id"),
                        row.getString("name"),
                        row.getLong("points"),
                        row.getLong("epochs")),
                scope);
        if (found.isEmpty()) return all;
        int maxPoints = SeriesQueries.maxPoints(found.size(), wantedPoints);
        Map<Key, SeriesReducer> coarse = new HashMap<>();
        Map<Key, SeriesReducer> fine = new HashMap<>();
        Map<Found, SeriesReducer> reduced = new LinkedHashMap<>();
        for (Found one : found) {
            SeriesReducer series = new SeriesReducer(one.points(), maxPoints);
            (one.epochsSuffice(maxPoints) ? coarse : fine).put(one.key(), series);
            reduced.put(one, series);
        }
        if (!coarse.isEmpty()) tx.forEach(SUMMARIES, row -> addSummary(row, coarse.get(key(row, "run_id"))), scope);
        if (!fine.isEmpty()) tx.forEach(POINTS, row -> addPoints(row, fine.get(key(row, "run_id"))), scope);
        reduced.forEach((one, series) -> all.withObjectProperty(one.run()).set(one.metric(), series.finish()));
        return all;
    }

    /** The points of one row as a series. */
    static ObjectNode tail(ResultSet row) throws SQLException {
        SeriesReducer all = new SeriesReducer(0, Integer.MAX_VALUE);
        addPoints(row, all);
        return all.finish();
    }

    private static Object[] scope(List<String> runs, List<String> names, int attempt) {
        String[] wanted = names.toArray(String[]::new);
        return new Object[] {runs.toArray(String[]::new), wanted, wanted, attempt, attempt};
    }

    private static Key key(ResultSet row, String run) throws SQLException {
        return new Key(row.getLong(run), row.getInt("metric_id"));
    }

    private static void addSummary(ResultSet row, @Nullable SeriesReducer reduced) throws SQLException {
        // The statement brings all series; those that are read otherwise are not among these.
        if (reduced == null) return;
        reduced.add(
                row.getLong("points"),
                Place.within(row.getInt("epoch"), row.getInt("place"), row.getInt("steps")),
                row.getDouble("last"),
                row.getDouble("min"),
                row.getDouble("max"));
    }

    private static void addPoints(ResultSet row, @Nullable SeriesReducer reduced) throws SQLException {
        if (reduced == null) return;
        int epoch = row.getInt("epoch");
        int steps = row.getInt("steps");
        Integer[] places = (Integer[]) row.getArray("places").getArray();
        Double[] values = (Double[]) row.getArray("measured").getArray();
        for (int i = 0; i < places.length; i++)
            reduced.add(1, Place.within(epoch, places[i], steps), values[i], values[i], values[i]);
    }
}
