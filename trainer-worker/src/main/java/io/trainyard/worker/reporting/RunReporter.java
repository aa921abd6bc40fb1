package io.trainyard.worker.reporting;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.ReportLimits;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Reports one attempt at a run: every event gets the run, the attempt and the next sequence number, without a gap. */
public final class RunReporter {
    /** Four a second are as smooth as a progress bar needs. */
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(250);

    private final RunId run;
    private final AttemptId attempt;
    private final EventSink sink;
    private final Clock clock;
    private long sequence;
    private boolean ended;
    private Instant nextProgress = Instant.MIN;

    public RunReporter(RunId run, AttemptId attempt, EventSink sink, Clock clock) {
        this.run = run;
        this.attempt = attempt;
        this.sink = sink;
        this.clock = clock;
    }

    /** Makes the event with its header and publishes it. */
    public synchronized void report(Function<EventHeader, RunEvent> event) {
        if (ended) return;
        sink.publish(event.apply(new EventHeader(run, attempt, sequence + 1, clock.instant())));
        // Only now: an event that the disk refused leaves no gap.
        sequence++;
    }

    /**
     * Reports an attempt for the last time while its thread may still be at work: what that one would report later is nobody's
     * concern. Of an attempt that has not reported its start nobody has heard, and nobody shall.
     */
    public synchronized void end(Runnable lastReports) {
        try {
            if (sequence > 0) lastReports.run();
        } finally {
            ended = true;
        }
    }

    /** Like {@link #report}, but leaves out what comes too soon after the last one or while the way is congested. */
    public synchronized void reportProgress(Function<EventHeader, RunEvent> event) {
        Instant now = clock.instant();
        if (now.isBefore(nextProgress) || sink.isCongested()) return;
        nextProgress = now.plus(PROGRESS_INTERVAL);
        report(event);
    }

    public void log(RunEvent.LogLevel level, String message) {
        report(header -> new RunEvent.LogWritten(header, level, ReportLimits.fitting(message)));
    }
}
