package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/** Zeros around the input; going back they are cut off. */
final class PaddingPass implements Pass {
    private final Padding spec;
    private final Shape in;
    private final Shape out;
    private final int batch;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;

    PaddingPass(Padding spec, Site site) {
        this.spec = spec;
        in = site.input().shape();
        out = site.output().shape();
        batch = site.input().batch();
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
    }

    @Override
    public void forward() {
        output.clear();
        for (int row = 0; row < rows(); row++)
            for (int x = 0; x < in.width(); x++) output.set(outside(row) + x, input.get(inside(row) + x));
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        Values from = outputGradient.orElseThrow();
        for (int row = 0; row < rows(); row++)
            for (int x = 0; x < in.width(); x++) inputGradient.get().set(inside(row) + x, from.get(outside(row) + x));
    }

    /** Of the input, over the whole batch. */
    private int rows() {
        return batch * in.channels() * in.height();
    }

    private long inside(int row) {
        return (long) row * in.width();
    }

    /** Where a row of the input begins in the output. */
    private long outside(int row) {
        int y = row % in.height() + spec.pixels();
        int channel = row / in.height() % in.channels() + spec.channels();
        int example = row / in.height() / in.channels();
        return (((long) example * out.channels() + channel) * out.height() + y) * out.width() + spec.pixels();
    }
}
