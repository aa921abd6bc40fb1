package io.trainyard.engine;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The speed of training has changed, as when another process takes a core or gives it back.
 *
 * @param epoch in which
 * @param times how many times slower than at its fastest; empty where the cores became free
 * @param before device that it was trained on, for people
 * @param after device that it goes on on, where measuring again has led to another one
 */
public record Slowdown(int epoch, OptionalDouble times, String before, String after) {
    /** For people. */
    @Override
    public String toString() {
        String told = times.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "In epoch %d training became %.1f times slower on %s: something else may use its cores.",
                        epoch,
                        times.getAsDouble(),
                        before)
                : "In epoch " + epoch + " the cores became free that others had used.";
        return after.equals(before) ? told : told + " It goes on on " + after + ".";
    }
}
