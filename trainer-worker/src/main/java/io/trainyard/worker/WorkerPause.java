package io.trainyard.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time that a worker takes no runs because it could not train one that others may be able to: each one in a row is twice as
 * long, so that a worker without data or memory does not take every run from them. All methods may be called from any thread.
 */
final class WorkerPause {
    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private String reason = "";
    private int inARow;
    private long endNanos;

    /** @param nanoTime as that of the system */
    WorkerPause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.endNanos = nanoTime.getAsLong();
    }

    synchronized void begin(String because) {
        reason = because;
        int doublings = Math.min(inARow, Long.numberOfTrailingZeros(Long.highestOneBit(LONGEST.dividedBy(FIRST))) + 1);
        Duration pause = FIRST.multipliedBy(1L << doublings);
        inARow++;
        endNanos = nanoTime.getAsLong() + (pause.compareTo(LONGEST) < 0 ? pause : LONGEST).toNanos();
    }

    /** A run went well: the next pause is a short one again. */
    synchronized void forget() {
        inARow = 0;
    }

    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime.getAsLong()));
    }

    /** What is to be said of it, while it lasts. */
    synchronized Optional<String> trouble() {
        long seconds = left().plusMillis(999).toSeconds();
        return seconds == 0
                ? Optional.empty()
                : Optional.of("takes no runs for another " + seconds + " s, because it could not train the last one: "
                        + reason);
    }
}
