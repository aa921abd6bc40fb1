package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/** Applies a function to each value; going back dx = dy·f′(x). */
final class PointwisePass implements Pass {
    private final Activation function;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;

    PointwisePass(Activation function, Site site) {
        this.function = function;
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
    }

    @Override
    public void forward() {
        for (long i = 0; i < output.length(); i++) output.set(i, function.value(input.get(i)));
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        Values to = inputGradient.get();
        Values from = outputGradient.orElseThrow();
        for (long i = 0; i < to.length(); i++) to.set(i, from.get(i) * function.slope(input.get(i), output.get(i)));
    }
}
