package io.trainyard.tracker.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often a thing that clients can bring about is logged: a few times a minute, with the number of those that were left
 * out, so that nobody fills a disk by asking.
 */
final class LogBudget {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final LongSupplier nanos;
    private long minuteStart;
    private int logged;
    private long leftOut;

    LogBudget(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.minuteStart = nanos.getAsLong();
    }

    static LogBudget perMinute(int lines) {
        return new LogBudget(lines, System::nanoTime);
    }

    /** Runs what writes a line, and tells it how many were left out since the last one; or leaves this one out. */
    synchronized void spend(Line line) {
        long now = nanos.getAsLong();
        if (now - minuteStart >= MINUTE) {
            minuteStart = now;
            logged = 0;
        }
        if (logged == perMinute) {
            leftOut++;
            return;
        }
        logged++;
        line.write(leftOut);
        leftOut = 0;
    }

    /** Writes one line. */
    @FunctionalInterface
    interface Line {
        void write(long leftOut);
    }
}
