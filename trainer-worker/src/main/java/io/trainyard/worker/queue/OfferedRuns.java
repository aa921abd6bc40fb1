package io.trainyard.worker.queue;

import io.trainyard.contract.OfferKey;
import io.trainyard.contract.RunId;
import io.trainyard.contract.WorkerName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs that were offered to this worker and that it has not begun, in their order. Safe for use by several threads. */
final class OfferedRuns {
    /** More are never offered at a time; what is left out is offered again. */
    static final int MAX_OFFERS = 100;

    private final WorkerName worker;
    private final Map<RunId, byte[]> offers = new LinkedHashMap<>();

    OfferedRuns(WorkerName worker) {
        this.worker = worker;
    }

    /** Keeps what is for this worker; a newer offer of a run takes the place of the older one. */
    void offer(OfferKey key, byte[] request) {
        if (!key.worker().equals(worker)) return;
        synchronized (offers) {
            if (offers.size() < MAX_OFFERS) offers.put(key.run(), request);
        }
    }

    /** The oldest one, which is then no longer kept; null if there is none. */
    byte @Nullable [] next() {
        synchronized (offers) {
            Map.Entry<RunId, byte[]> first =
                    offers.entrySet().stream().findFirst().orElse(null);
            return first == null ? null : offers.remove(first.getKey());
        }
    }

    boolean isEmpty() {
        synchronized (offers) {
            return offers.isEmpty();
        }
    }
}
