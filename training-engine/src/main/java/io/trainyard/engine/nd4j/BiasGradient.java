package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Shape;
import java.util.Arrays;

/** A bias is added to every value of its channel, so its gradient is the sum over the batch and the channel's plane. */
final class BiasGradient {
    private final HostView gradient;
    private final HostView biases;
    private final int batch;
    private final int plane;
    private final double[] sums;

    BiasGradient(HostView gradient, HostView biases, int batch, Shape shape) {
        this.gradient = gradient;
        this.biases = biases;
        this.batch = batch;
        plane = shape.height() * shape.width();
        sums = new double[shape.channels()];
    }

    void run() {
        Arrays.fill(sums, 0);
        int at = 0;
        for (int example = 0; example < batch; example++)
            for (int channel = 0; channel < sums.length; channel++) {
                double sum = 0;
                for (int i = 0; i < plane; i++) sum += gradient.get(at++);
                sums[channel] += sum;
            }
        for (int channel = 0; channel < sums.length; channel++) biases.set(channel, sums[channel]);
    }
}
