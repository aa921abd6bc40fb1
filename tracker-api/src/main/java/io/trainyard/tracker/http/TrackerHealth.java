package io.trainyard.tracker.http;

import java.util.Map;
import java.util.Optional;

/**
 * How the tracker is.
 *
 * @param checks which parts work, by name
 * @param ingestLagSeconds by how much the rows are behind what workers have sent; not a number while that is unknown
 * @param ingestionStopped why records are not applied any more, if too many have failed
 */
public record TrackerHealth(Map<String, Boolean> checks, double ingestLagSeconds, Optional<String> ingestionStopped) {
    boolean isReady() {
        return !checks.containsValue(false);
    }
}
