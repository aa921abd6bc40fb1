package io.trainyard.worker.transfer;

import java.util.function.LongSupplier;

/** How many bytes a second all uploads of a worker may take of its network together. */
public final class Bandwidth {
    private static final long SECOND = 1_000_000_000L;

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private long freeAt;

    /** @param bytesPerSecond 0 for as many as the network takes */
    public Bandwidth(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.freeAt = nanoTime.getAsLong();
    }

    /** Takes the time that some bytes need; returns how many nanoseconds to wait before they may be sent. */
    public synchronized long take(int bytes) {
        if (bytesPerSecond == 0) return 0;
        long now = nanoTime.getAsLong();
        // What was not used in the past is not saved up.
        if (freeAt - now < 0) freeAt = now;
        long wait = freeAt - now;
        freeAt += bytes * SECOND / bytesPerSecond;
        return wait;
    }
}
