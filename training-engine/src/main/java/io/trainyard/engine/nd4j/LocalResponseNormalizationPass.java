package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/**
 * y = x·s^−β with s = k + α/n·Σ x² over the n channels around it (Krizhevsky, Sutskever, Hinton 2012). Going back x counts in
 * its own y and in the s of its neighbours c: dx = dy·s^−β − 2αβ/n·x·Σ dy_c·x_c·s_c^(−β − 1).
 */
final class LocalResponseNormalizationPass implements Pass {
    private final LocalResponseNormalization spec;
    private final int batch;
    private final int channels;
    private final int plane;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;
    private final double[] sums;
    private final double[] shares;

    LocalResponseNormalizationPass(LocalResponseNormalization spec, Site site) {
        this.spec = spec;
        batch = site.input().batch();
        channels = site.input().shape().channels();
        plane = site.input().plane();
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
        sums = new double[channels];
        shares = new double[channels];
    }

    @Override
    public void forward() {
        for (int example = 0; example < batch; example++)
            for (int pixel = 0; pixel < plane; pixel++) {
                measure(example, pixel);
                for (int channel = 0; channel < channels; channel++) {
                    long at = at(example, channel, pixel);
                    output.set(at, input.get(at) * Math.pow(sums[channel], -spec.beta()));
                }
            }
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        for (int example = 0; example < batch; example++)
            for (int pixel = 0; pixel < plane; pixel++) backward(example, pixel, inputGradient.get());
    }

    private void backward(int example, int pixel, Values to) {
        Values slopes = outputGradient.orElseThrow();
        measure(example, pixel);
        for (int channel = 0; channel < channels; channel++) {
            long at = at(example, channel, pixel);
            shares[channel] = slopes.get(at) * output.get(at) / sums[channel];
        }
        double factor = 2 * spec.alpha() * spec.beta() / spec.size();
        for (int channel = 0; channel < channels; channel++) {
            long at = at(example, channel, pixel);
            double neighbours = 0;
            for (int c = first(channel); c < end(channel); c++) neighbours += shares[c];
            double own = slopes.get(at) * Math.pow(sums[channel], -spec.beta());
            to.set(at, own - factor * input.get(at) * neighbours);
        }
    }

    /** The s of every channel at one pixel. */
    private void measure(int example, int pixel) {
        for (int channel = 0; channel < channels; channel++) {
            double squares = 0;
            for (int c = first(channel); c < end(channel); c++) {
                double value = input.get(at(example, c, pixel));
                squares += value * value;
            }
            sums[channel] = spec.k() + spec.alpha() / spec.size() * squares;
        }
    }

    private int first(int channel) {
        return Math.max(0, channel - spec.size() / 2);
    }

    private int end(int channel) {
        return Math.min(channels, channel + spec.size() / 2 + 1);
    }

    private long at(int example, int channel, int pixel) {
        return ((long) example * channels + channel) * plane + pixel;
    }
}
