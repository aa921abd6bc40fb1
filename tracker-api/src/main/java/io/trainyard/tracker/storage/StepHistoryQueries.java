package io.trainyard.tracker.storage;

import io.trainyard.tracker.storage.HistoryQueries.HistoryKey;
import io.trainyard.tracker.storage.HistoryQueries.Run;
import io.trainyard.tracker.storage.SeriesReducer.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the values within epochs one epoch of one metric after the other, for reports, in the order of one index. */
public final class StepHistoryQueries {
    private static final String EPOCHS = """
            SELECT s.run_id, s.metric_id, n.name, s.epoch, s.steps, s.places, s.millis, s.measured
            FROM step_chunk s
            JOIN metric n ON n.id = s.metric_id
            WHERE s.run_id = ANY (?)
              AND (s.run_id, s.metric_id, s.epoch) > (?, ?::smallint, ?)
              AND s.shown
            ORDER BY s.run_id, s.metric_id, s.epoch
            LIMIT ?
            """;

    /**
     * A value within an epoch.
     *
     * @param step steps since the run began
     */
    public record Value(long step, double value, Instant at) {}

    /** The values of one metric within one epoch. */
    public record Epoch(HistoryKey key, Run run, String metric, List<Value> values) {}

    private StepHistoryQueries() {}

    /** The next epochs of these runs after a key, ordered by run, metric and epoch. */
    public static List<Epoch> epochs(Transaction tx, List<Run> runs, HistoryKey after, int limit) {
        Map<Long, Run> byRow = runs.stream().collect(Collectors.toMap(Run::row, run -> run));
        Long[] rows =
                runs.stream().map(Run::row).filter(row -> row >= after.row()).toArray(Long[]::new);
        return tx.query(
                EPOCHS,
                row -> new Epoch(
                        new HistoryKey(row.getLong("run_id"), row.getInt("metric_id"), row.getInt("epoch")),
                        Objects.requireNonNull(byRow.get(row.getLong("run_id"))),
                        row.getString("name"),
                        values(row)),
                rows,
                after.row(),
                after.metric(),
                after.epoch(),
                limit);
    }

    private static List<Value> values(ResultSet row) throws SQLException {
        int epoch = row.getInt("epoch");
        int steps = row.getInt("steps");
        Integer[] places = (Integer[]) row.getArray("places").getArray();
        Long[] millis = (Long[]) row.getArray("millis").getArray();
        Double[] measured = (Double[]) row.getArray("measured").getArray();
        List<Value> values = new ArrayList<>(places.length);
        for (int i = 0; i < places.length; i++)
            values.add(new Value(
                    Place.within(epoch, places[i], steps).step(), measured[i], Instant.ofEpochMilli(millis[i])));
        return values;
    }
}
