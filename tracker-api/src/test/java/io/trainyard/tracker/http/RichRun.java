package io.trainyard.tracker.http;

/** A run of which everything is known that the API can show. */
final class RichRun {
    private RichRun() {}

    static void fill(TestApi api, String run) {
        api.sql(
                "INSERT INTO attempt (attempt_id, run_id, number, worker, device, device_id, threads, precision, state, started_at, worker_started_at, lease_until) "
                        + "SELECT 'attempt-' || r.id, r.id, 1, 'bench-1', 'ND4J', 'nd4j', 2, 'fp32', 'running', now(), now(), now() "
                        + "FROM run r WHERE r.run_id = '" + run + "'");
        api.sql(
                "UPDATE run SET status = 'running', started_at = now(), attempt_count = 1, "
                        + "failure_kind = 'numeric', "
                        + "failure_message = 'epoch 1', change = CHANGE, "
                        + "owner_attempt = (SELECT a.id FROM attempt a WHERE a.run_id = run.id), "
                        + "shown_attempt = (SELECT a.id FROM attempt a WHERE a.run_id = run.id) WHERE run_id = ?",
                run);
        api.sql(
                "INSERT INTO run_progress (run_id, epochs_completed, progress, class_accuracies, change) "
                        + "SELECT r.id, 1, '{\"epoch\":2,\"step\":1,\"steps\":10,\"trainLoss\":0.5,\"trainAccuracy\":0.5,"
                        + "\"imagesPerSecond\":100}', '[0.5, \"NaN\"]', CHANGE FROM run r WHERE r.run_id = ?",
                run);
        api.sql("INSERT INTO metric (name) VALUES ('test_loss')");
        api.sql("INSERT INTO run_metric (run_id, metric_id, points, last, last_epoch, min, max, best, best_epoch) "
                + "SELECT r.id, m.id, 3, 'NaN', 3, 0, 'Infinity', 1, 1 FROM run r CROSS JOIN metric m "
                + "WHERE r.attempt_count > 0");
        api.sql("INSERT INTO attempt_device (attempt_id, from_epoch, device_id, name, threads, precision, processor) "
                + "SELECT a.id, 1, 'nd4j', 'ND4J', 2, 'fp32', 'Some processor' FROM attempt a");
        api.sql("INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change) "
                + "SELECT r.id, m.id, g, 1, CASE WHEN g = 2 THEN 'NaN'::float8 ELSE 0.5 END, now(), CHANGE "
                + "FROM run r CROSS JOIN metric m CROSS JOIN generate_series(1, 3) g WHERE r.attempt_count > 0");
        api.sql(
                "INSERT INTO step_chunk (run_id, metric_id, epoch, attempt, shown, steps, places, millis, measured, points, last, min, max, change) "
                        + "SELECT r.id, m.id, g, 1, true, 20, '{10,20}', '{1,2}', '{0.5,NaN}', 2, 'NaN', 0.5, 'NaN', CHANGE "
                        + "FROM run r CROSS JOIN metric m CROSS JOIN generate_series(1, 3) g WHERE r.attempt_count > 0");
        api.sql("INSERT INTO log_line (run_id, attempt, at, level, message, change) "
                + "SELECT r.id, 1, now(), 'info', 'hello', CHANGE FROM run r WHERE r.attempt_count > 0");
        api.sql("INSERT INTO checkpoint (run_id, epoch, path, bytes, saved_at) "
                + "SELECT r.id, 1, 'a/b', 10, now() FROM run r WHERE r.attempt_count > 0");
        api.sql("INSERT INTO artifact (run_id, name, media_type, path, bytes, saved_at) "
                + "SELECT r.id, 'model', 'application/zip', 'a/m', 10, now() FROM run r WHERE r.attempt_count > 0");
        api.sql("INSERT INTO quarantine (topic, partition, record_offset, key, bytes, reason, at) "
                + "VALUES ('trainyard.run-events', 0, 7, NULL, 'garbage', 'is not JSON', now())");
        api.sql(
                "INSERT INTO worker (name, host, device, version, slots, busy, load, state, first_seen_at, "
                        + "last_seen_at, change) VALUES ('bench-1', 'h', 'ND4J', '1', 1, 1, NULL, 'live', now(), now(), CHANGE)");
    }
}
