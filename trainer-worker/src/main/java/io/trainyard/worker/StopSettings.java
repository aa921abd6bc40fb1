package io.trainyard.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * How a worker comes to its end.
 *
 * @param drain how long a worker that is told to stop may go on, so that each run ends an epoch, saves it and goes back; zero
 *     to stop after the step
 * @param whenIdle after how long without a run it stops by itself; never if empty
 */
public record StopSettings(Duration drain, Optional<Duration> whenIdle) {
    static final StopSettings USUAL = new StopSettings(Duration.ZERO, Optional.empty());

    public StopSettings {
        if (drain.isNegative()) throw new IllegalArgumentException("the time to drain must not be less than nothing");
        if (whenIdle.isPresent() && !whenIdle.get().isPositive())
            throw new IllegalArgumentException("the idle time must be more than nothing");
    }
}
