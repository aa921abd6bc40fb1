package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.COUNT;
import static io.trainyard.engine.vector.Lanes.all;
import static io.trainyard.engine.vector.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A convolution of stride 1 with the ReLU and the 2 × 2 max pooling that follow, if they do. The gradient reaches only the
 * pixels that went on ({@link Sources}), a quarter of them at most after pooling, and the backward pass visits no other. It
 * works on images laid out as height × width × channels, where a row of a kernel is one stretch of memory.
 */
final class Convolution implements Block {
    private static final int VECTORS = 5;

    private final Activation input;
    private final Activation output;
    private final Kernel kernel;
    private final Parameters parameters;
    private final FilterBank bank;
    private final Winners winners;
    private final Sources sources;
    private final InputGradient inputGradient;
    private final int[] offsets;
    private final float[] turned;
    private final int[] places;
    private final float[] gradients;

    Convolution(Flow flow, Kernel kernel, Parameters parameters) {
        input = flow.input();
        output = flow.output();
        this.kernel = kernel;
        this.parameters = parameters;
        bank = new FilterBank(kernel, output.channels);
        inputGradient = new InputGradient(flow, kernel);
        sources = new Sources(output);
        winners = new Winners(flow, sources);
        offsets = kernel.rowOffsets(kernel.height, kernel.row / COUNT);
        turned = input.channels == 1 ? input.values : new float[input.stride + Activation.SLACK];
        places = new int[output.pixels()];
        gradients = new float[output.pixels()];
        input.makePixelMajor();
    }

    @Override
    public Activation output() {
        return output;
    }

    @Override
    public void forward(Slice slice) {
        pack();
        for (int image = 0; image < slice.images(); image++) {
            for (int filter = 0; filter < output.channels; filter++) {
                int inGroup = filter % FilterBank.FILTERS;
                if (inGroup == 0) bank.run(filter / FilterBank.FILTERS, input.values, image * input.stride);
                winners.run(bank.results, inGroup * bank.rowLength, image, filter);
            }
            int end = (image + 1) * output.stride;
            Arrays.fill(output.values, end - output.stride + output.size(), end, 0);
        }
    }

    private void pack() {
        float[] values = parameters.values;
        for (int filter = 0; filter < output.channels; filter++) {
            bank.pack(filter, values, weights(filter), values[parameters.biases + filter]);
            if (input.hasGradient()) inputGradient.pack(filter, values, weights(filter));
        }
    }

    private int weights(int filter) {
        return parameters.weights + filter * kernel.length();
    }

    @Override
    public void backward(Slice slice) {
        float[] dw = parameters.gradient;
        Arrays.fill(dw, weights(0), weights(output.channels), 0);
        Arrays.fill(dw, parameters.biases, parameters.biases + output.channels, 0);
        for (int image = 0; image < slice.images(); image++) {
            int start = image * input.stride;
            if (input.hasGradient()) inputGradient.clear(start);
            int x = turn(start);
            for (int filter = 0; filter < output.channels; filter++) {
                int count = collect(image, filter);
                for (int i = 0; i < offsets.length; i += VECTORS) weightGradient(count, i, weights(filter), x);
            }
            if (input.hasGradient()) inputGradient.finish(start);
        }
        clearFilling(dw);
    }

    /** The rows' filling has summed what lies beside the windows. */
    private void clearFilling(float[] dw) {
        for (int row = weights(0); row < weights(output.channels); row += kernel.row)
            Arrays.fill(dw, row + kernel.width * kernel.channels, row + kernel.row, 0);
    }

    /** Brings the image at {@code start} into the order height × width × channels; the result is where it then lies. */
    private int turn(int start) {
        if (input.channels == 1) return start;
        float[] from = input.values;
        float[] to = turned;
        int channels = input.channels;
        int pixels = input.pixels();
        for (int c = 0; c < channels; c++) {
            int first = start + c * pixels;
            for (int i = 0; i < pixels; i++) to[i * channels + c] = from[first + i];
        }
        return 0;
    }

    /** Lists the places in the image and the gradients of a filter's results, and adds up the bias's. */
    private int collect(int image, int filter) {
        int from = image * output.stride + filter * output.channelStep();
        int step = output.pixelStep();
        int first = sources.first(image, filter);
        int count = sources.count(image, filter);
        float sum = 0;
        for (int i = 0; i < count; i++) {
            int entry = sources.entries[first + i];
            float gradient = output.gradient[from + Sources.outputPixel(entry) * step];
            places[i] = Sources.convolutionPixel(entry) * input.channels;
            gradients[i] = gradient;
            if (input.hasGradient()) inputGradient.add(filter, entry, gradient);
            sum += gradient;
        }
        if (parameters.hasBiases) parameters.gradient[parameters.biases + filter] += sum;
        return count;
    }

    /** Five vectors of a filter's weights: their gradient is the sum over the places of gradient × window. */
    private void weightGradient(int count, int vector, int weights, int x) {
        int last = offsets.length - 1;
        int i0 = vector, i1 = Math.min(vector + 1, last), i2 = Math.min(vector + 2, last);
        int i3 = Math.min(vector + 3, last), i4 = Math.min(vector + 4, last);
        int x0 = x + offsets[i0],
                x1 = x + offsets[i1],
                x2 = x + offsets[i2],
                x3 = x + offsets[i3],
                x4 = x + offsets[i4];
        int w0 = weights + i0 * COUNT, w1 = weights + i1 * COUNT, w2 = weights + i2 * COUNT;
        int w3 = weights + i3 * COUNT, w4 = weights + i4 * COUNT;
        float[] dw = parameters.gradient;
        FloatVector a0 = load(dw, w0), a1 = load(dw, w1), a2 = load(dw, w2), a3 = load(dw, w3), a4 = load(dw, w4);
        for (int i = 0; i < count; i++) {
            FloatVector g = all(gradients[i]);
            int at = places[i];
            a0 = load(turned, at + x0).fma(g, a0);
            a1 = load(turned, at + x1).fma(g, a1);
            a2 = load(turned, at + x2).fma(g, a2);
            a3 = load(turned, at + x3).fma(g, a3);
            a4 = load(turned, at + x4).fma(g, a4);
        }
        a0.intoArray(dw, w0);
        a1.intoArray(dw, w1);
        a2.intoArray(dw, w2);
        a3.intoArray(dw, w3);
        a4.intoArray(dw, w4);
    }
}
