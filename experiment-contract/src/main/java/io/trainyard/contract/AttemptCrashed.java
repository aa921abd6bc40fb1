package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;
import java.time.Instant;
import java.util.List;

/**
 * The process that made an attempt died of it. Told by whoever watched the process, so that it has no place in the sequence
 * of the attempt's own events; it comes after all of them.
 *
 * @param worker whose process it was
 * @param run that was trained
 * @param attempt that ended
 * @param at when the death was noticed, by the worker's clock
 * @param reason in one sentence, for people
 * @param log the part of the crash file that tells where it happened, or else the process's last words
 */
public record AttemptCrashed(
        WorkerName worker, RunId run, AttemptId attempt, Instant at, String reason, List<String> log)
        implements WorkerReport {
    /** Most lines of a log; more than a person reads would only cover up the others. */
    public static final int MAX_LINES = 60;

    public AttemptCrashed {
        Checks checks = new Checks();
        ReportLimits.time(checks, at, "at");
        ReportLimits.message(checks, reason, "reason");
        ReportLimits.atMost(checks, MAX_LINES, log, "log");
        for (String line : log) ReportLimits.message(checks, line, "log");
        checks.throwIfAny();
        log = List.copyOf(log);
    }
}
