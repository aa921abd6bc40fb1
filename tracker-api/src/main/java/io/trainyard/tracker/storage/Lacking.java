package io.trainyard.tracker.storage;

import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.Placement;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.contract.wire.PlacementJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run asks of its worker that none of those has that are there, for people. */
final class Lacking {
    private static final String LIVE = """
            SELECT device_class, memory, labels
            FROM worker
            WHERE state = 'live' AND device_class IS NOT NULL
            """;

    private Lacking() {}

    /**
     * As little of it as no worker has: {@code class cuda} if none is of that class, {@code class cuda, rack=a} if some are, but
     * with other labels. Null if some worker fits.
     *
     * @param placement as it is stored; null where every worker will do
     */
    static @Nullable String of(Transaction tx, @Nullable String placement) {
        if (placement == null) return null;
        List<WorkerProfile> workers = tx.query(LIVE, WorkerRepository::profile);
        return of(workers, PlacementJson.parse(placement))
                .map(Placement::toString)
                .orElse(null);
    }

    static Optional<Placement> of(List<WorkerProfile> workers, Placement wanted) {
        List<Placement> growing = new ArrayList<>();
        growing.add(new Placement(wanted.deviceClass(), 0, Labels.NONE));
        growing.add(new Placement(wanted.deviceClass(), 0, wanted.labels()));
        growing.add(wanted);
        return growing.stream()
                .filter(part -> workers.stream().noneMatch(part::fits))
                .filter(part -> !part.isAnywhere())
                .findFirst();
    }
}
