package io.trainyard.tracker.ingest;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.external.Measured;
import io.trainyard.tracker.storage.IdempotencyRepository;
import java.util.List;
import java.util.Optional;

/**
 * Values that a client tells of its run, together.
 *
 * @param key by which a repetition is known
 * @param points in the client's order; none for a sign of life
 */
public record PointBatch(RunId run, Optional<IdempotencyRepository.Key> key, List<Measured> points) {
    public PointBatch {
        points = List.copyOf(points);
    }
}
