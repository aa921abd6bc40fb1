package io.trainyard.tracker.storage;

import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import java.util.OptionalLong;

/**
 * What decisions about a run depend on.
 *
 * @param key of its row
 * @param ownerAttempt key of the attempt whose events count
 * @param attempts that were made so far
 * @param lostAttempts those whose worker fell silent
 */
public record RunState(
        long key,
        RunId id,
        RunStatus status,
        boolean cancelRequested,
        OptionalLong ownerAttempt,
        int attempts,
        int lostAttempts) {}
