package io.trainyard.tracker.storage;

import io.trainyard.tracker.storage.MetricRepository.Point;
import java.util.HashMap;
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

    // From the first epoch that is not summed up, or that has just come late, to the last bucket that is past.
    private static final String FILL = """
            WITH due AS (
                SELECT s.run_id, s.metric_id, LEAST(s.bucketed, given.first_epoch) AS first_epoch,
                       s.last_epoch + 1 AS after_last
                FROM unnest(?, ?) AS given (run_id, first_epoch)
                JOIN run_metric s ON s.run_id = given.run_id
                WHERE (s.last_epoch + 1) / 16 * 16 > LEAST(s.bucketed, given.first_epoch)
            ), filled AS (
                INSERT INTO metric_bucket (run_id, metric_id, width, bucket, points, last, last_epoch, min, max)
                SELECT p.run_id, p.metric_id, w.width, p.epoch / w.width, count(*), (max(ARRAY[p.epoch, p.value]))[2],
                       max(p.epoch), min(p.value), max(p.value)
                FROM due
                CROSS JOIN (VALUES (16), (256)) AS w (width)
                JOIN metric_point p ON p.run_id = due.run_id
                                   AND p.metric_id = due.metric_id
                                   AND p.epoch >= due.first_epoch / w.width * w.width
                                   AND p.epoch < due.after_last / w.width * w.width
                GROUP BY p.run_id, p.metric_id, w.width, p.epoch / w.width
                ON CONFLICT (run_id, metric_id, width, bucket) DO UPDATE
                SET points = excluded.points, last = excluded.last, last_epoch = excluded.last_epoch, min = excluded.min,
                    max = excluded.max
            )
            UPDATE run_metric s
            SET bucketed = due.after_last / 16 * 16
            FROM due
            WHERE s.run_id = due.run_id AND s.metric_id = due.metric_id
            """;

    private static final String FORGET = """
            DELETE FROM metric_bucket
            WHERE run_id = ? AND (bucket + 1) * width > ?
            """;

    private MetricBuckets() {}

    /** Sums up what is past once these points are stored. */
    static void fill(Transaction tx, List<Point> points) {
        Map<Long, Integer> firstEpochs = new HashMap<>();
        for (Point point : points) firstEpochs.merge(point.run(), point.epoch(), Math::min);
        Long[] runs = firstEpochs.keySet().toArray(Long[]::new);
        Integer[] epochs = firstEpochs.values().toArray(Integer[]::new);
        tx.update(FILL, runs, epochs);
    }

    /** Takes away what holds epochs beyond one that an attempt goes on from. */
    static void forget(Transaction tx, long run, int beyondEpoch) {
        tx.update(FORGET, run, beyondEpoch + 1);
    }
}
