package io.trainyard.engine.nd4j;

import io.trainyard.engine.device.StepSettings;

/** A layer at work in one plan, bound to its input, its output and its tensors. */
interface Pass {
    /** Output values from input values. */
    void forward();

    /** As {@link #forward()} while training; differs where a layer draws random numbers or looks at the whole batch. */
    default void forwardTraining(StepSettings settings) {
        forward();
    }

    /** Gradients by the parameters and, where the input has one, by the input, from that by the output. */
    void backward();
}
