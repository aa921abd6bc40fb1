package io.trainyard.tracker.lifecycle;

import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import java.util.OptionalLong;

/**
 * What decisions about a run depend on.
 *
 * @param key of its row
 * @param pauseRequested whether it is to wait as soon as its worker hands it back
 * @param deleteRequested whether the run is to go as soon as it has ended
 * @param ownerAttempt key of the attempt whose events count
 * @param attempts that were made so far
 * @param restarts how often it was begun anew after it had ended
 * @param lostAttempts those whose worker fell silent, since the last epoch that no attempt had reached before
 */
public record RunState(
        long key,
        RunId id,
        RunStatus status,
        boolean cancelRequested,
        boolean pauseRequested,
        boolean deleteRequested,
        OptionalLong ownerAttempt,
        int attempts,
        int restarts,
        int lostAttempts,
        Origin origin) {
    public boolean isExternal() {
        return origin == Origin.EXTERNAL;
    }

    public boolean isOwnedBy(AttemptState attempt) {
        return status == RunStatus.RUNNING && ownerAttempt.isPresent() && ownerAttempt.getAsLong() == attempt.key();
    }
}
