package io.trainyard.tracker.storage;

import io.trainyard.contract.RunId;
import java.util.Set;

/**
 * What a transaction has changed, told once it is committed.
 *
 * @param change number that its rows are stamped with
 * @param runs shown differently now, or gone
 * @param workers whether any worker is shown differently now
 * @param access whether anybody may do less or more than before
 */
public record Committed(long change, Set<RunId> runs, boolean workers, boolean access) {
    /** Whether anybody who watches sees a difference. */
    public boolean isVisible() {
        return workers || access || !runs.isEmpty();
    }
}
