package io.trainyard.tracker.storage;

import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.wire.PlacementJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many runs ask for a class of devices.
 *
 * @param deviceClass that they ask for; {@link DeviceClass#NONE_ASKED} of those that ask for none
 * @param queued that no worker has
 * @param running that a worker has
 */
public record ClassDemand(String deviceClass, int queued, int running) {
    private static final String BY_PLACEMENT = """
            SELECT placement, sum(queued)::int AS queued, sum(running)::int AS running
            FROM (SELECT placement, count(*) AS queued, 0 AS running
                  FROM run
                  WHERE status = 'queued' AND dispatched_at IS NULL AND placement IS NOT NULL
                  GROUP BY placement
                  UNION ALL
                  SELECT placement, count(*), 0
                  FROM run
                  WHERE status = 'queued' AND dispatched_at IS NOT NULL AND placement IS NOT NULL
                  GROUP BY placement
                  UNION ALL
                  SELECT placement, 0, count(*)
                  FROM run
                  WHERE status = 'running' AND placement IS NOT NULL
                  GROUP BY placement) counted
            GROUP BY placement
            """;

    /** Of every class that is asked for, and of those runs that ask for none. */
    public static List<ClassDemand> read(Transaction tx, QueueRepository.Demand all) {
        Map<String, ClassDemand> byClass = new TreeMap<>();
        int queued = all.waiting() + all.dispatched();
        byClass.put(DeviceClass.NONE_ASKED, new ClassDemand(DeviceClass.NONE_ASKED, queued, all.running()));
        tx.forEach(BY_PLACEMENT, row -> {
            Optional<DeviceClass> asked =
                    PlacementJson.parse(row.getString("placement")).deviceClass();
            if (asked.isEmpty()) return;
            ClassDemand more = new ClassDemand(asked.get().value(), row.getInt("queued"), row.getInt("running"));
            byClass.merge(more.deviceClass, more, ClassDemand::plus);
            ClassDemand less = new ClassDemand(DeviceClass.NONE_ASKED, -more.queued, -more.running);
            byClass.merge(DeviceClass.NONE_ASKED, less, ClassDemand::plus);
        });
        return List.copyOf(byClass.values());
    }

    /** Whether workers of a class train these runs; {@link DeviceClass#NONE_ASKED} stands for those that ask for none. */
    public boolean isFor(String workersClass) {
        if (deviceClass.equals(DeviceClass.NONE_ASKED) || workersClass.equals(DeviceClass.NONE_ASKED))
            return deviceClass.equals(workersClass);
        return new DeviceClass(deviceClass).includes(new DeviceClass(workersClass));
    }

    public ClassDemand plus(ClassDemand other) {
        return new ClassDemand(deviceClass, queued + other.queued, running + other.running);
    }
}
