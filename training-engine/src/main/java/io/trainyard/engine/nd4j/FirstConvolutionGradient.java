package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Shape;
import java.util.Arrays;

/**
 * The weight gradient of a convolution whose input needs none: dW[f,c,i,j] = Σ dY[n,f,y,x] · X[n,c,s·y+i−p,s·x+j−p].
 *
 * <p>After max pooling and ReLU at most a quarter of dY is not zero, and only those values are visited. ND4J's own
 * operation computes the input's gradient too and takes several times as long with one or three channels.
 */
final class FirstConvolutionGradient {
    private final Convolution spec;
    private final HostView input;
    private final HostView gradient;
    private final HostView weights;
    private final HostView biases;
    private final Shape in;
    private final Shape out;
    private final int batch;
    private final double[] sums;

    FirstConvolutionGradient(Convolution spec, Flow input, Flow output, Tensors tensors) {
        this.spec = spec;
        this.input = new HostView(input.values());
        gradient = new HostView(output.gradient().orElseThrow());
        weights = tensors.hostWeightGradient();
        biases = tensors.hostBiasGradient();
        in = input.shape();
        out = output.shape();
        batch = input.batch();
        sums = new double[in.channels() * spec.kernel() * spec.kernel()];
    }

    void run() {
        for (int filter = 0; filter < out.channels(); filter++) {
            Arrays.fill(sums, 0);
            double bias = 0;
            for (int example = 0; example < batch; example++) bias += add(filter, example);
            for (int i = 0; i < sums.length; i++) weights.set(filter * sums.length + i, sums[i]);
            biases.set(filter, bias);
        }
    }

    /** Adds one example's part to the sums of a filter; returns its part of the bias gradient. */
    private double add(int filter, int example) {
        int plane = out.height() * out.width();
        int at = (example * out.channels() + filter) * plane;
        double bias = 0;
        for (int y = 0; y < out.height(); y++)
            for (int x = 0; x < out.width(); x++, at++) {
                double slope = gradient.get(at);
                if (slope == 0) continue;
                bias += slope;
                addWindow(slope, example, y * spec.stride() - spec.padding(), x * spec.stride() - spec.padding());
            }
        return bias;
    }

    private void addWindow(double slope, int example, int top, int left) {
        int kernel = spec.kernel();
        int fromRow = Math.max(0, -top);
        int toRow = Math.min(kernel, in.height() - top);
        int fromColumn = Math.max(0, -left);
        int toColumn = Math.min(kernel, in.width() - left);
        for (int channel = 0; channel < in.channels(); channel++)
            for (int i = fromRow; i < toRow; i++) {
                int source = ((example * in.channels() + channel) * in.height() + top + i) * in.width() + left;
                int sum = (channel * kernel + i) * kernel;
                for (int j = fromColumn; j < toColumn; j++) sums[sum + j] += slope * input.get(source + j);
            }
    }
}
