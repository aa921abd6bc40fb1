package io.trainyard.tracker.external;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One value of one metric.
 *
 * @param step where it lies in the history, from 0
 * @param value any, also what is no number or infinite
 * @param epoch in which the step was, in parts of it
 * @param at when it was measured, by the client's clock
 */
public record Measured(String metric, int step, double value, OptionalDouble epoch, Optional<Instant> at) {
    /** So that the step after it has a number, too, and every bucket that it lies in. */
    public static final int MAX_STEP = 2_000_000_000;
}
