package io.trainyard.tracker.storage;

import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.contract.wire.DatasetJson;
import io.trainyard.contract.wire.PlacementJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Workers, as their heartbeats show them. */
public final class WorkerRepository {
    private static final String UPSERT = """
            INSERT INTO worker (name, host, device, version, slots, busy, load, state, troubles, device_class, memory, labels,
                                pausing, free_since, first_seen_at, last_seen_at, change)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, to_jsonb(?::text[]), ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE
            SET host = excluded.host, device = excluded.device, version = excluded.version, slots = excluded.slots,
                busy = excluded.busy, load = excluded.load, state = excluded.state,
                troubles = excluded.troubles, device_class = excluded.device_class, memory = excluded.memory,
                labels = excluded.labels, pausing = excluded.pausing,
                free_since = CASE WHEN excluded.free_since IS NULL THEN NULL
                                  ELSE COALESCE(worker.free_since, excluded.free_since) END,
                last_seen_at = excluded.last_seen_at, change = excluded.change
            """;

    // The time is that of the last change, so that a worker that only repeats itself does not seem to be the newest.
    private static final String TELL_DATASETS = """
            UPDATE worker
            SET datasets = ?::jsonb, datasets_told_at = ?
            WHERE name = ? AND (datasets <> ?::jsonb OR datasets_told_at IS NULL)
            """;

    private static final String MARK_LOST = """
            UPDATE worker
            SET state = 'lost', busy = 0, change = ?
            WHERE state <> 'lost' AND last_seen_at <= ?
            RETURNING name
            """;

    private static final String SILENT = """
            SELECT EXISTS (SELECT 1 FROM worker WHERE state <> 'lost' AND last_seen_at <= ?)
            """;

    public void seen(Transaction tx, WorkerHeartbeat heartbeat, Instant now) {
        tx.update(
                UPSERT,
                heartbeat.worker().value(),
                heartbeat.host(),
                heartbeat.device(),
                heartbeat.version(),
                heartbeat.slots(),
                heartbeat.attempts().size(),
                heartbeat.load() < 0 ? null : heartbeat.load(),
                heartbeat.stopping() ? "stopping" : "live",
                heartbeat.troubles().toArray(String[]::new),
                heartbeat
                        .profile()
                        .map(profile -> profile.deviceClass().value())
                        .orElse(null),
                heartbeat.profile().map(WorkerProfile::memoryBytes).orElse(null),
                PlacementJson.write(
                                heartbeat.profile().map(WorkerProfile::labels).orElse(Labels.NONE))
                        .toString(),
                heartbeat.pausing(),
                heartbeat.attempts().size() < heartbeat.slots() ? now : null,
                now,
                now,
                tx.change());
        heartbeat.datasets().ifPresent(sets -> {
            String json = sets.stream()
                    .map(info -> DatasetJson.write(info).toString())
                    .collect(Collectors.joining(",", "[", "]"));
            tx.update(TELL_DATASETS, json, now, heartbeat.worker().value(), json);
        });
        tx.changedWorkers();
    }

    /** Of a row with {@code device_class}, {@code memory} and {@code labels} of a worker that has told them. */
    static WorkerProfile profile(ResultSet row) throws SQLException {
        return new WorkerProfile(
                new DeviceClass(row.getString("device_class")),
                row.getLong("memory"),
                PlacementJson.parseLabels(row.getString("labels")));
    }

    /**
     * Whether a worker may train a run.
     *
     * @param placement that the run asks for, as it is stored
     */
    static boolean fits(ResultSet row, @Nullable String placement) throws SQLException {
        if (placement == null) return true;
        return row.getString("device_class") != null
                && PlacementJson.parse(placement).fits(profile(row));
    }

    public boolean anySilent(Transaction tx, Instant notSeenSince) {
        return tx.first(SILENT, row -> row.getBoolean(1), notSeenSince).orElseThrow();
    }

    /** Marks workers lost that were not heard of since; returns their names. */
    public List<String> markLost(Transaction tx, Instant notSeenSince) {
        List<String> lost = tx.query(MARK_LOST, row -> row.getString(1), tx.change(), notSeenSince);
        if (!lost.isEmpty()) tx.changedWorkers();
        return lost;
    }
}
