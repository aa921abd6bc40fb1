package io.trainyard.engine;

import java.util.Locale;

/**
 * An epoch was much slower than those before it, as when another process takes a core.
 *
 * @param times how many times slower than the fastest one
 * @param before device that it was trained on, for people
 * @param after device for the next epochs, where measuring again has led to another one
 */
public record Slowdown(int epoch, double times, String before, String after) {
    /** For people. */
    @Override
    public String toString() {
        String told = String.format(
                Locale.ROOT,
                "Epoch %d was %.1f times slower than the fastest before it on %s: something else may use its cores.",
                epoch,
                times,
                before);
        return after.equals(before) ? told : told + " The next epochs are trained on " + after + ".";
    }
}
