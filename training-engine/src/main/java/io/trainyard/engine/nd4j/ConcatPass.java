package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/** One of several inputs whose channels are laid one behind the other; going back each takes its own. */
final class ConcatPass implements Pass {
    private final int batch;
    private final int size;
    private final int whole;
    private final int offset;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;

    ConcatPass(Site site) {
        batch = site.input().batch();
        size = site.input().shape().size();
        whole = site.output().shape().size();
        offset = site.channelsBefore() * site.output().plane();
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
    }

    @Override
    public void forward() {
        for (int example = 0; example < batch; example++)
            for (int i = 0; i < size; i++) output.set(joined(example) + i, input.get((long) example * size + i));
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        Values from = outputGradient.orElseThrow();
        for (int example = 0; example < batch; example++)
            for (int i = 0; i < size; i++)
                inputGradient.get().set((long) example * size + i, from.get(joined(example) + i));
    }

    private long joined(int example) {
        return (long) example * whole + offset;
    }
}
