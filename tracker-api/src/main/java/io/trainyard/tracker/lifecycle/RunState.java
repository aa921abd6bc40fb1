package io.trainyard.tracker.lifecycle;

import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import java.util.OptionalLong;

/**
 * What decisions about a run depend on.
 *
 * @param key of its row
 * @param deleteRequested whether the run is to go as soon as it has ended
 * @param ownerAttempt key of the attempt whose events count
 * @param attempts that were made so far
 * @param lostAttempts those whose worker fell silent, since the last epoch that no attempt had reached before
 */
public record RunState(
        long key,
        RunId id,
        RunStatus status,
        boolean cancelRequested,
        boolean deleteRequested,
        OptionalLong ownerAttempt,
        int attempts,
        int lostAttempts) {
    public boolean isOwnedBy(AttemptState attempt) {
        return status == RunStatus.RUNNING && ownerAttempt.isPresent() && ownerAttempt.getAsLong() == attempt.key();
    }
}
