package io.trainyard.engine;

import java.time.Duration;

/** Asked every few steps whether training goes on. Called by the training thread, so it must be quick. */
@FunctionalInterface
public interface StepListener {
    StepListener NONE = progress -> true;

    /** {@code false}: stop now. */
    boolean afterSteps(StepProgress progress);

    /** How much time must have passed since the last question. After the last step there always is one. */
    default Duration interval() {
        return Duration.ofMillis(20);
    }
}
