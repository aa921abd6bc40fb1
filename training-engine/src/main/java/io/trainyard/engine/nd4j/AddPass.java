package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/** One of several inputs that are added up, the first of which starts the sum; going back each gets the whole gradient. */
final class AddPass implements Pass {
    private final boolean first;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;

    AddPass(Site site) {
        first = site.channelsBefore() == 0;
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
    }

    @Override
    public void forward() {
        for (long i = 0; i < output.length(); i++)
            if (first) output.set(i, input.get(i));
            else output.add(i, input.get(i));
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        Values from = outputGradient.orElseThrow();
        for (long i = 0; i < from.length(); i++) inputGradient.get().set(i, from.get(i));
    }
}
