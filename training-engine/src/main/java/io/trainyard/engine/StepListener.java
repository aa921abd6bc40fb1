package io.trainyard.engine;

/** Asked after every step whether training goes on. Called by the training thread, so it must be quick. */
@FunctionalInterface
public interface StepListener {
    StepListener NONE = progress -> true;

    /** {@code false}: stop now. */
    boolean afterStep(StepProgress progress);
}
