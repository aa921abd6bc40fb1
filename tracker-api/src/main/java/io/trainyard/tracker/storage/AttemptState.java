package io.trainyard.tracker.storage;

import io.trainyard.contract.AttemptId;
import java.time.Instant;
import java.util.Locale;

/**
 * What decisions about an attempt depend on.
 *
 * @param key of its row
 * @param runKey of its run's row
 * @param number within the run, from 1
 * @param lastSequence greatest number of an event that was received
 * @param leaseUntil when it counts as lost, unless a heartbeat comes before
 */
public record AttemptState(
        long key,
        long runKey,
        AttemptId id,
        int number,
        String worker,
        Phase phase,
        long lastSequence,
        Instant leaseUntil) {

    /** Where an attempt stands. Only a running one can own its run. */
    public enum Phase {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELLED,
        /** Handed back by a worker that stops. */
        RELEASED,
        /** Its worker fell silent. */
        LOST,
        /** Its worker's process died of it. */
        CRASHED,
        /** Another attempt owned the run already, or the run had ended. */
        SUPERSEDED;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Phase ofColumn(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether a crash explains how it ended: not where it had ended before by what it said itself. */
    boolean mayHaveCrashed() {
        return phase == Phase.RUNNING || phase == Phase.LOST || phase == Phase.SUPERSEDED;
    }

    public boolean isLive(Instant now) {
        return phase == Phase.RUNNING && leaseUntil.isAfter(now);
    }
}
