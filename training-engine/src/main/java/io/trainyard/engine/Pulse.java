package io.trainyard.engine;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Notices within seconds that training has become much slower than it was, as it does when other processes take a core from its
 * threads, or that the cores which others had are free again: then another device or number of threads may be better. Told after
 * every few steps; what lies between two epochs does not count.
 */
final class Pulse {
    private static final long WINDOW_NANOS = 1_000_000_000;
    private static final double SLOW = .5;
    /** A pause of the machine is no change. */
    private static final int WINDOWS_OF_A_CHANGE = 3;
    /** Part of a core. */
    private static final double BUSY = .2;

    private static final long FIRST_PATIENCE_NANOS = 10_000_000_000L;
    private static final long LONGEST_PATIENCE_NANOS = 300_000_000_000L;

    private final LongSupplier nanoTime;
    private final LongSupplier othersNanos;
    private long images;
    private long nanos;
    private long windowBegan;
    private long othersBefore;
    private double usual;
    private int slow;
    private int quiet;
    private boolean besideOthers;
    private boolean first = true;
    private long chosenAt;
    private long patience;
    private double timesSlower;

    /**
     * @param nanoTime a clock
     * @param othersNanos what other processes have had of the cores, from any moment on
     */
    Pulse(LongSupplier nanoTime, LongSupplier othersNanos) {
        this.nanoTime = nanoTime;
        this.othersNanos = othersNanos;
        begin();
    }

    /**
     * Some steps are done.
     *
     * @param trained images
     * @param elapsed nanoseconds
     */
    void count(long trained, long elapsed) {
        images += trained;
        nanos += elapsed;
        if (nanos < WINDOW_NANOS) return;
        long now = nanoTime.getAsLong();
        long others = othersNanos.getAsLong();
        judge((double) images / nanos, others - othersBefore > BUSY * (now - windowBegan));
        images = 0;
        nanos = 0;
        windowBegan = now;
        othersBefore = others;
    }

    private void judge(double speed, boolean busy) {
        if (first) besideOthers = busy;
        first = false;
        slow = speed < SLOW * usual ? slow + 1 : 0;
        quiet = besideOthers && !busy ? quiet + 1 : 0;
        timesSlower = usual / speed;
        usual = Math.max(usual, speed);
    }

    /** Whether it is time to choose anew. */
    boolean isChanged() {
        return (slow >= WINDOWS_OF_A_CHANGE || quiet >= WINDOWS_OF_A_CHANGE)
                && nanoTime.getAsLong() - chosenAt >= patience;
    }

    /** How many times slower than at its fastest training is now; empty if it is not slow. */
    OptionalDouble timesSlower() {
        return slow >= WINDOWS_OF_A_CHANGE ? OptionalDouble.of(timesSlower) : OptionalDouble.empty();
    }

    /**
     * It was chosen anew: what follows tells what is usual.
     *
     * @param otherwise whether the choice was another one than before; where it was not, the next one is longer in coming
     */
    void chosen(boolean otherwise) {
        patience = otherwise || patience == 0 ? FIRST_PATIENCE_NANOS : Math.min(2 * patience, LONGEST_PATIENCE_NANOS);
        begin();
    }

    private void begin() {
        images = 0;
        nanos = 0;
        usual = 0;
        slow = 0;
        quiet = 0;
        first = true;
        chosenAt = nanoTime.getAsLong();
        windowBegan = chosenAt;
        othersBefore = othersNanos.getAsLong();
    }
}
