package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.cpu.Values;
import java.util.Arrays;
import java.util.Optional;

/**
 * Convolution as its formula says: Y[n,f,y,x] = b[f] + Σ W[f,c,i,j] · X[n,c′,s·y + d·i − p,s·x + d·j − p], where c′ counts on
 * through the channels of the filter's group.
 *
 * <p>Going back only the values of dY that are not zero are visited; after max pooling and ReLU that is at most a quarter.
 */
final class PlainConvolution implements Pass {
    private final Convolution spec;
    private final Shape in;
    private final Shape out;
    private final int batch;
    private final int channels;
    private final Values input;
    private final Values output;
    private final Values weights;
    private final Optional<Values> biases;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;
    private final Optional<Values> weightGradient;
    private final Optional<Values> biasGradient;
    private final double[] sums;

    PlainConvolution(Convolution spec, Site site) {
        this.spec = spec;
        in = site.input().shape();
        out = site.output().shape();
        batch = site.output().batch();
        channels = in.channels() / spec.groups();
        input = site.x();
        output = site.y();
        weights = site.tensors().get(Role.WEIGHT).values();
        biases = site.tensors().find(Role.BIAS).map(Storage::values);
        inputGradient = site.dx();
        outputGradient = site.dy();
        weightGradient = site.tensors().findGradient(Role.WEIGHT).map(Storage::values);
        biasGradient = site.tensors().findGradient(Role.BIAS).map(Storage::values);
        sums = new double[channels * spec.kernel().height() * spec.kernel().width()];
    }

    @Override
    public void forward() {
        for (int example = 0; example < batch; example++)
            for (int filter = 0; filter < out.channels(); filter++) {
                double bias = biases.isPresent() ? biases.get().get(filter) : 0;
                long at = plane(example, filter);
                for (int y = 0; y < out.height(); y++)
                    for (int x = 0; x < out.width(); x++, at++) output.set(at, bias + window(example, filter, y, x));
            }
    }

    /** Σ over the window of W·X. */
    private double window(int example, int filter, int y, int x) {
        int top = y * spec.stride().height() - spec.padding().height();
        int left = x * spec.stride().width() - spec.padding().width();
        int endRow = end(top, spec.kernel().height(), in.height());
        int fromColumn = from(left);
        int endColumn = end(left, spec.kernel().width(), in.width());
        double sum = 0;
        for (int channel = 0; channel < channels; channel++)
            for (int i = from(top); i < endRow; i++) {
                long source = row(example, filter, channel) + (long) (top + i * spec.dilation()) * in.width() + left;
                long weight = (long) filter * sums.length + kernelRow(channel, i);
                for (int j = fromColumn; j < endColumn; j++)
                    sum += weights.get(weight + j) * input.get(source + (long) j * spec.dilation());
            }
        return sum;
    }

    /** dW = Σ dY·X; dX = Σ dY·W; db = Σ dY. */
    @Override
    public void backward() {
        inputGradient.ifPresent(Values::clear);
        Values weightSlopes = weightGradient.orElseThrow();
        for (int filter = 0; filter < out.channels(); filter++) {
            Arrays.fill(sums, 0);
            double bias = 0;
            for (int example = 0; example < batch; example++) bias += spread(example, filter);
            for (int i = 0; i < sums.length; i++) weightSlopes.set((long) filter * sums.length + i, sums[i]);
            if (biasGradient.isPresent()) biasGradient.get().set(filter, bias);
        }
    }

    /** Goes back from one filter's outputs for one example; returns the sum of their slopes. */
    private double spread(int example, int filter) {
        Values slopes = outputGradient.orElseThrow();
        long at = plane(example, filter);
        double bias = 0;
        for (int y = 0; y < out.height(); y++)
            for (int x = 0; x < out.width(); x++, at++) {
                double slope = slopes.get(at);
                if (slope == 0) continue;
                bias += slope;
                spreadWindow(slope, row(example, filter, 0), filter, y, x);
            }
        return bias;
    }

    private void spreadWindow(double slope, long image, int filter, int y, int x) {
        int top = y * spec.stride().height() - spec.padding().height();
        int left = x * spec.stride().width() - spec.padding().width();
        int endRow = end(top, spec.kernel().height(), in.height());
        int fromColumn = from(left);
        int endColumn = end(left, spec.kernel().width(), in.width());
        for (int channel = 0; channel < channels; channel++)
            for (int i = from(top); i < endRow; i++) {
                int row = top + i * spec.dilation();
                long source = image + ((long) channel * in.height() + row) * in.width() + left;
                int weight = kernelRow(channel, i);
                for (int j = fromColumn; j < endColumn; j++)
                    sums[weight + j] += slope * input.get(source + (long) j * spec.dilation());
                if (inputGradient.isEmpty()) continue;
                for (int j = fromColumn; j < endColumn; j++)
                    inputGradient
                            .get()
                            .add(
                                    source + (long) j * spec.dilation(),
                                    slope * weights.get((long) filter * sums.length + weight + j));
            }
    }

    /** First place in the kernel that does not lie before the image, for a window that starts at {@code start}. */
    private int from(int start) {
        return start >= 0 ? 0 : Math.ceilDiv(-start, spec.dilation());
    }

    /** Behind the last place in the kernel that does not lie behind the image. */
    private int end(int start, int kernel, int side) {
        return Math.min(kernel, Math.max(0, Math.ceilDiv(side - start, spec.dilation())));
    }

    private long plane(int example, int filter) {
        return ((long) example * out.channels() + filter) * out.height() * out.width();
    }

    /** Where a channel of a filter's group begins in the input. */
    private long row(int example, int filter, int channel) {
        int group = filter / (out.channels() / spec.groups());
        int inputChannel = group * channels + channel;
        return ((long) example * in.channels() + inputChannel) * in.height() * in.width();
    }

    private int kernelRow(int channel, int row) {
        return (channel * spec.kernel().height() + row) * spec.kernel().width();
    }
}
