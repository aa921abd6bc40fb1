package io.trainyard.tracker.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Metric points and the summary of each metric of a run. */
public final class MetricRepository {
    /** Anything is better than what is no number. */
    private static final String BETTER = """
            (excluded.best <> 'NaN'
             AND (run_metric.best = 'NaN'
                  OR (SELECT direction FROM metric WHERE id = excluded.metric_id) * excluded.best
                     > (SELECT direction FROM metric WHERE id = excluded.metric_id) * run_metric.best))""";

    // The primary key is the idempotency key: Kafka may deliver an epoch twice, the table keeps the first. The summary
    // is made of the points that were really new, so that it never shows a value that the history does not have.
    private static final String INSERT_POINTS = """
            WITH inserted AS (
                INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, in_epoch, change)
                SELECT given.run_id, metric.id, given.epoch, given.attempt, given.value,
                       'epoch'::timestamptz + given.micros * interval '1 microsecond', given.in_epoch, ?
                FROM unnest(?, ?, ?, ?, ?, ?, ?) AS given (run_id, name, epoch, attempt, value, micros, in_epoch)
                JOIN metric ON metric.name = given.name
                ON CONFLICT (run_id, metric_id, epoch) DO NOTHING
                RETURNING run_id, metric_id, epoch, value
            )
            INSERT INTO run_metric (run_id, metric_id, points, last, last_epoch, min, max, best, best_epoch)
            SELECT inserted.run_id, inserted.metric_id, count(*),
                   (array_agg(value ORDER BY epoch DESC))[1], max(epoch),
                   min(value), coalesce(max(nullif(value, 'NaN')), 'NaN'),
                   (array_agg(value ORDER BY value = 'NaN', direction * value DESC, epoch))[1],
                   (array_agg(epoch ORDER BY value = 'NaN', direction * value DESC, epoch))[1]
            FROM inserted
            JOIN metric ON metric.id = inserted.metric_id
            GROUP BY inserted.run_id, inserted.metric_id
            ON CONFLICT (run_id, metric_id) DO UPDATE
            SET points = run_metric.points + excluded.points,
                last = CASE WHEN excluded.last_epoch > run_metric.last_epoch THEN excluded.last ELSE run_metric.last END,
                last_epoch = GREATEST(excluded.last_epoch, run_metric.last_epoch),
                min = LEAST(excluded.min, run_metric.min),
                max = coalesce(GREATEST(nullif(excluded.max, 'NaN'), nullif(run_metric.max, 'NaN')), 'NaN'),
                best = CASE WHEN %1$s THEN excluded.best ELSE run_metric.best END,
                best_epoch = CASE WHEN %1$s THEN excluded.best_epoch ELSE run_metric.best_epoch END
            RETURNING run_id, bucketed
            """.formatted(BETTER);

    // Nobody is shown these before asking for them, so there is no summary of them.
    private static final String INSERT_SUPERSEDED = """
            INSERT INTO superseded_point (run_id, metric_id, epoch, attempt, value, at, in_epoch)
            SELECT given.run_id, metric.id, given.epoch, given.attempt, given.value,
                   'epoch'::timestamptz + given.micros * interval '1 microsecond', given.in_epoch
            FROM unnest(?, ?, ?, ?, ?, ?, ?) AS given (run_id, name, epoch, attempt, value, micros, in_epoch)
            JOIN metric ON metric.name = given.name
            ON CONFLICT (run_id, metric_id, epoch, attempt) DO NOTHING
            """;

    private static final String SUPERSEDE = """
            WITH moved AS (
                DELETE FROM metric_point
                WHERE run_id = ? AND epoch > ?
                RETURNING run_id, metric_id, epoch, attempt, value, at, in_epoch
            )
            INSERT INTO superseded_point (run_id, metric_id, epoch, attempt, value, at, in_epoch)
            SELECT run_id, metric_id, epoch, attempt, value, at, in_epoch
            FROM moved
            ON CONFLICT (run_id, metric_id, epoch, attempt) DO NOTHING
            """;

    private static final String FORGET_SUMMARY = """
            DELETE FROM run_metric
            WHERE run_id = ?
            """;

    private static final String SUMMARISE = """
            INSERT INTO run_metric (run_id, metric_id, points, bucketed, last, last_epoch, min, max, best, best_epoch)
            SELECT p.run_id, p.metric_id, count(*), (max(p.epoch) + 1) / 16 * 16,
                   (array_agg(p.value ORDER BY p.epoch DESC))[1], max(p.epoch),
                   min(p.value), coalesce(max(nullif(p.value, 'NaN')), 'NaN'),
                   (array_agg(p.value ORDER BY p.value = 'NaN', m.direction * p.value DESC, p.epoch))[1],
                   (array_agg(p.epoch ORDER BY p.value = 'NaN', m.direction * p.value DESC, p.epoch))[1]
            FROM metric_point p
            JOIN metric m ON m.id = p.metric_id
            WHERE p.run_id = ?
            GROUP BY p.run_id, p.metric_id
            """;

    /**
     * One value of one metric after one epoch, or after one step of a run that is trained elsewhere.
     *
     * @param run key of the run's row
     * @param epoch or the step
     * @param attempt number of the attempt within the run
     * @param inEpoch of a step in which epoch it was, in parts of it; not a number where nobody says
     */
    public record Point(long run, String metric, int epoch, int attempt, double value, Instant at, double inEpoch) {
        /** One of a whole epoch. */
        public Point(long run, String metric, int epoch, int attempt, double value, Instant at) {
            this(run, metric, epoch, attempt, value, at, Double.NaN);
        }
    }

    /** Stores the points of the attempts that own their runs in one statement, however many runs they belong to. */
    public void insert(Transaction tx, List<Point> points) {
        if (points.isEmpty()) return;
        MetricNameRows.insert(tx, points.stream().map(Point::metric));
        List<Object> parameters = new ArrayList<>(columns(points));
        parameters.addFirst(tx.change());
        // By run up to where any of its histories lies in buckets.
        Map<Long, Integer> bucketed = new HashMap<>();
        tx.forEach(
                INSERT_POINTS,
                row -> bucketed.merge(row.getLong("run_id"), row.getInt("bucketed"), Math::max),
                parameters.toArray());
        MetricBuckets.fill(tx, points, bucketed);
    }

    /** Keeps points of attempts that do not own their runs, or no longer do. */
    public void insertSuperseded(Transaction tx, List<Point> points) {
        if (points.isEmpty()) return;
        MetricNameRows.insert(tx, points.stream().map(Point::metric));
        tx.update(INSERT_SUPERSEDED, columns(points).toArray());
    }

    /** Takes out of the run's history what lies beyond an epoch, because an attempt goes on from there. */
    public void supersede(Transaction tx, long run, int beyondEpoch) {
        if (tx.update(SUPERSEDE, run, beyondEpoch) == 0) return;
        MetricBuckets.forget(tx, run, beyondEpoch);
        tx.update(FORGET_SUMMARY, run);
        tx.update(SUMMARISE, run);
    }

    private static List<Object> columns(List<Point> points) {
        return List.of(
                column(points, Point::run).toArray(Long[]::new),
                column(points, Point::metric).toArray(String[]::new),
                column(points, Point::epoch).toArray(Integer[]::new),
                column(points, Point::attempt).toArray(Integer[]::new),
                column(points, Point::value).toArray(Double[]::new),
                column(points, point -> ChronoUnit.MICROS.between(Instant.EPOCH, point.at()))
                        .toArray(Long[]::new),
                points.stream()
                        .map(point -> Double.isNaN(point.inEpoch()) ? null : point.inEpoch())
                        .toArray(Double[]::new));
    }

    private static <T> List<T> column(List<Point> points, Function<Point, T> value) {
        return points.stream().map(value).toList();
    }
}
