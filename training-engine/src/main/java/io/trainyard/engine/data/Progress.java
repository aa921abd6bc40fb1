package io.trainyard.engine.data;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A count that one thread raises and one other waits for: first for microseconds without giving up its core, then asleep. */
final class Progress {
    private static final int SPINS = 1000;

    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable Thread waiting;

    void raiseTo(long value) {
        count.set(value);
        Thread sleeper = waiting;
        if (sleeper != null) LockSupport.unpark(sleeper);
    }

    long get() {
        return count.get();
    }

    /** Returns once the count is at least so great. An interrupt does not end the waiting. */
    void await(long least) {
        for (int i = 0; i < SPINS && count.get() < least; i++) Thread.onSpinWait();
        if (count.get() >= least) return;
        waiting = Thread.currentThread();
        while (count.get() < least) LockSupport.park(this);
        waiting = null;
    }
}
