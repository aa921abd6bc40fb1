package io.trainyard.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices that a training thread makes no progress: the thread gives signs, between steps and wherever it asks whether to stop,
 * and another counts the time without. How long may pass follows from the longest silence so far.
 */
final class ProgressWatch {
    /** An epoch's evaluation may take so many times as long as everything before it. */
    private static final int TIMES_LONGEST = 20;

    private final AtomicLong signs = new AtomicLong();
    private volatile boolean givenUp;
    private long seen;
    private Duration silence = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    /** The training thread is alive. */
    void sign() {
        signs.incrementAndGet();
    }

    /**
     * Counts time; called by one thread at an interval. A process that was stopped for hours has not been silent for hours: it
     * is the calls that count.
     *
     * @param since the interval
     * @param least how long silence is allowed in any case
     * @return whether the thread hangs
     */
    boolean hangs(Duration since, Duration least) {
        long now = signs.get();
        if (now != seen) {
            seen = now;
            if (silence.compareTo(longest) > 0) longest = silence;
            silence = Duration.ZERO;
            return false;
        }
        silence = silence.plus(since);
        return silence.compareTo(least) > 0 && silence.compareTo(longest.multipliedBy(TIMES_LONGEST)) > 0;
    }

    Duration silence() {
        return silence;
    }

    /** The attempt has been handed back without its thread, which shall end if it ever goes on. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }
}
