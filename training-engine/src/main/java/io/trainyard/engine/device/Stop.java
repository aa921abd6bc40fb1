package io.trainyard.engine.device;

import java.util.concurrent.CancellationException;

/** Asked wherever work takes long, between any two parts of it, so it must be quick. */
@FunctionalInterface
public interface Stop {
    Stop NEVER = () -> false;

    /** Whether nobody wants the work any more. Once so, always so. */
    boolean isWanted();

    /** Throws {@link CancellationException} if nobody wants the work any more. */
    default void check() {
        if (isWanted()) throw new CancellationException("stopped, as was wanted");
    }
}
