package io.trainyard.tracker.lifecycle;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.TrainedOn;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What decisions about an attempt depend on.
 *
 * @param key of its row
 * @param runKey of its run's row
 * @param number within the run, from 1
 * @param resumedFromEpoch last epoch of the checkpoint that it went on from; 0 from the start
 * @param lastSequence greatest number of an event that was received
 * @param startedAt by the database's clock
 * @param workerStartedAt the same moment by the worker's clock
 * @param on what it trains on, as far as it has said so
 */
public record AttemptState(
        long key,
        long runKey,
        AttemptId id,
        int number,
        String worker,
        Phase phase,
        int resumedFromEpoch,
        long lastSequence,
        Instant startedAt,
        Instant workerStartedAt,
        Optional<TrainedOn> on) {

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

        public static Phase ofColumn(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether a crash explains how it ended: not where it had ended before by what it said itself. */
    boolean mayHaveCrashed() {
        return phase == Phase.RUNNING || phase == Phase.LOST || phase == Phase.SUPERSEDED;
    }

    /**
     * When the attempt took place, by the database's clock and of the length that the worker's clock has measured: what two
     * clocks say is never subtracted, however far they are apart.
     */
    public record Span(Instant start, Instant end) {}

    /**
     * The span from the start to an event.
     *
     * @param eventAt by the worker's clock
     * @param now by the database's: the event cannot be later. Where the start was heard of late, it was earlier instead.
     */
    public Span until(Instant eventAt, Instant now) {
        Duration elapsed = Duration.between(workerStartedAt, eventAt);
        if (elapsed.isNegative()) elapsed = Duration.ZERO;
        Instant end = startedAt.plus(elapsed);
        return end.isAfter(now) ? new Span(now.minus(elapsed), now) : new Span(startedAt, end);
    }
}
