package io.trainyard.tracker.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads histories value by value, for reports, in the order of one index. */
public final class HistoryQueries {
    private static final String RUNS = """
            SELECT r.id AS row_id, r.run_id, r.name
            FROM run r
            """;

    private static final String POINTS = """
            SELECT p.run_id, p.metric_id, p.epoch, p.value, p.at
            FROM metric_point p
            WHERE p.run_id = ANY (?)
              AND (p.run_id, p.metric_id, p.epoch) > (?, ?::smallint, ?)
            ORDER BY p.run_id, p.metric_id, p.epoch
            LIMIT ?
            """;

    private static final String NAMES = """
            SELECT n.id, n.name
            FROM metric n
            WHERE n.id = ANY (?)
            """;

    /** One value as a line of the report. */
    public record HistoryRow(HistoryKey key, String run, String runName, String metric, double value, String at) {}

    /** Where a history stands, in the order of the report. */
    public record HistoryKey(long row, int metric, int epoch) {
        public static final HistoryKey START = new HistoryKey(0, 0, 0);
    }

    /** A run whose history is read. */
    public record Run(long row, String id, String name) {}

    private record Point(HistoryKey key, double value, String at) {}

    private HistoryQueries() {}

    /** The next runs that fit, in the order of their creation. */
    public static List<Run> runs(Transaction tx, RunFilter filter, long after, int limit) {
        List<Object> arguments = new ArrayList<>();
        String sql = RUNS + filter.where(arguments) + "AND r.id > ?\nORDER BY r.id\nLIMIT ?";
        arguments.addAll(List.of(after, limit));
        return RowJson.query(
                tx,
                sql,
                arguments,
                row -> new Run(row.getLong("row_id"), row.getString("run_id"), row.getString("name")));
    }

    /** The next values of these runs after a key, ordered by run, metric and epoch. */
    public static List<HistoryRow> values(Transaction tx, List<Run> runs, HistoryKey after, int limit) {
        Map<Long, Run> byRow = runs.stream().collect(Collectors.toMap(Run::row, run -> run));
        Long[] rows =
                runs.stream().map(Run::row).filter(row -> row >= after.row()).toArray(Long[]::new);
        List<Point> points = tx.query(
                POINTS,
                row -> new Point(
                        new HistoryKey(row.getLong("run_id"), row.getInt("metric_id"), row.getInt("epoch")),
                        row.getDouble("value"),
                        RowJson.time(row, "at").textValue()),
                rows,
                after.row(),
                after.metric(),
                after.epoch(),
                limit);
        Map<Integer, String> names = names(tx, points);
        return points.stream()
                .map(point -> row(
                        point,
                        Objects.requireNonNull(byRow.get(point.key().row())),
                        Objects.requireNonNull(names.get(point.key().metric()))))
                .toList();
    }

    private static HistoryRow row(Point point, Run run, String metric) {
        return new HistoryRow(point.key(), run.id(), run.name(), metric, point.value(), point.at());
    }

    private static Map<Integer, String> names(Transaction tx, List<Point> points) {
        Integer[] metrics =
                points.stream().map(point -> point.key().metric()).distinct().toArray(Integer[]::new);
        record Name(int id, String name) {}
        return tx.query(NAMES, row -> new Name(row.getInt("id"), row.getString("name")), (Object) metrics).stream()
                .collect(Collectors.toMap(Name::id, Name::name));
    }
}
