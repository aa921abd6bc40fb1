package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;
import java.time.Instant;

/**
 * What every event of a run carries.
 *
 * @param run that it is about
 * @param attempt that saw it
 * @param sequence number of the event within the attempt, from 1 without gaps: how a repetition or a loss is known
 * @param at when it happened, by the worker's clock
 */
public record EventHeader(RunId run, AttemptId attempt, long sequence, Instant at) {
    public EventHeader {
        ReportLimits.time(new Checks(), at, "at")
                .between(sequence, 1, Long.MAX_VALUE, "sequence")
                .throwIfAny();
    }
}
