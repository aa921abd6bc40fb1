package io.trainyard.tracker.storage;

import io.trainyard.tracker.storage.MetricRepository.Point;
import java.util.List;
import java.util.Map;

/**
 * The epochs of long histories by {@link #NARROW} and by {@link #WIDE}: last, least and greatest value of each, so that a chart
 * reads a small part of the points and no spike is lost. A bucket is filled as soon as the newest epoch lies behind it; points that come
 * later have theirs filled again.
 */
final class MetricBuckets {
    static final int NARROW = 16;
    static final int WIDE = 256;

    private static final String SUMS = """
                INSERT INTO metric_bucket (run_id, metric_id, width, bucket, points, last, last_epoch, min, max)
                SELECT p.run_id, p.metric_id, due.width, p.epoch / due.width, count(*), (max(ARRAY[p.epoch, p.value]))[2],
                       max(p.epoch), min(p.value), max(p.value)
                FROM due
                JOIN metric_point p ON p.run_id = due.run_id
                                   AND p.metric_id = due.metric_id
                                   AND p.epoch >= due.first_epoch
                                   AND p.epoch < due.after_last
                GROUP BY p.run_id, p.metric_id, due.width, p.epoch / due.width
                ON CONFLICT (run_id, metric_id, width, bucket) DO UPDATE
                SET points = excluded.points, last = excluded.last, last_epoch = excluded.last_epoch, min = excluded.min,
                    max = excluded.max
            """;

    // From the first epoch that is not summed up to the last bucket that is past.
    private static final String FILL = """
            WITH ready AS (
                SELECT s.run_id, s.metric_id, s.bucketed, s.last_epoch + 1 AS after_last
                FROM run_metric s
                WHERE s.run_id = ANY (?)
                  AND (s.last_epoch + 1) / 16 * 16 > s.bucketed
            ), due AS (
                SELECT ready.run_id, ready.metric_id, w.width, ready.bucketed / w.width * w.width AS first_epoch,
                       ready.after_last / w.width * w.width AS after_last
                FROM ready
                CROSS JOIN (VALUES (16), (256)) AS w (width)
            ), filled AS (
            %s)
            UPDATE run_metric s
            SET bucketed = ready.after_last / 16 * 16
            FROM ready
            WHERE s.run_id = ready.run_id AND s.metric_id = ready.metric_id
            """.formatted(SUMS);

    // The buckets that points have come late for, and no others.
    private static final String FILL_AGAIN = """
            WITH due AS (
                SELECT DISTINCT s.run_id, s.metric_id, w.width, given.epoch / w.width * w.width AS first_epoch,
                       given.epoch / w.width * w.width + w.width AS after_last
                FROM unnest(?, ?, ?) AS given (run_id, name, epoch)
                JOIN metric n ON n.name = given.name
                JOIN run_metric s ON s.run_id = given.run_id AND s.metric_id = n.id
                CROSS JOIN (VALUES (16), (256)) AS w (width)
                WHERE given.epoch / w.width * w.width + w.width <= s.last_epoch + 1
            )
            %s""".formatted(SUMS);

    private static final String FORGET = """
            DELETE FROM metric_bucket
            WHERE run_id = ? AND (bucket + 1) * width > ?
            """;

    private MetricBuckets() {}

    /**
     * Sums up what is past once these points are stored.
     *
     * @param bucketed by run up to where any of its histories was summed up before
     */
    static void fill(Transaction tx, List<Point> points, Map<Long, Integer> bucketed) {
        tx.update(FILL, (Object) points.stream().map(Point::run).distinct().toArray(Long[]::new));
        List<Late> late = points.stream()
                .filter(point -> point.epoch() < bucketed.getOrDefault(point.run(), 0))
                .map(point -> new Late(point.run(), point.metric(), point.epoch() / NARROW * NARROW))
                .distinct()
                .toList();
        if (late.isEmpty()) return;
        tx.update(
                FILL_AGAIN,
                late.stream().map(Late::run).toArray(Long[]::new),
                late.stream().map(Late::metric).toArray(String[]::new),
                late.stream().map(Late::epoch).toArray(Integer[]::new));
    }

    /** A bucket that a point has come late for, by its first epoch. */
    private record Late(long run, String metric, int epoch) {}

    /** Takes away what holds epochs beyond one that an attempt goes on from. */
    static void forget(Transaction tx, long run, int beyondEpoch) {
        tx.update(FORGET, run, beyondEpoch + 1);
    }
}
