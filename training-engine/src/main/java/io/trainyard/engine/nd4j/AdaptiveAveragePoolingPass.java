package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/**
 * Means of a fixed number of windows that cover the image: along a side of n, window i of s is from ⌊i·n/s⌋ to ⌈(i + 1)·n/s⌉.
 * With a single window it is the mean of each channel. The gradient is spread evenly over each window.
 */
final class AdaptiveAveragePoolingPass implements Pass {
    private final Extent windows;
    private final Shape in;
    private final int planes;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;

    AdaptiveAveragePoolingPass(Extent windows, Site site) {
        this.windows = windows;
        in = site.input().shape();
        planes = site.input().batch() * in.channels();
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
    }

    @Override
    public void forward() {
        long at = 0;
        for (int plane = 0; plane < planes; plane++)
            for (int y = 0; y < windows.height(); y++)
                for (int x = 0; x < windows.width(); x++, at++) output.set(at, sum(plane, y, x) / area(y, x));
    }

    private double sum(int plane, int y, int x) {
        double sum = 0;
        for (int i = row(y); i < endRow(y); i++) {
            long row = ((long) plane * in.height() + i) * in.width();
            for (int j = column(x); j < endColumn(x); j++) sum += input.get(row + j);
        }
        return sum;
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        Values from = outputGradient.orElseThrow();
        inputGradient.get().clear();
        long at = 0;
        for (int plane = 0; plane < planes; plane++)
            for (int y = 0; y < windows.height(); y++)
                for (int x = 0; x < windows.width(); x++, at++) spread(from.get(at) / area(y, x), plane, y, x);
    }

    private void spread(double share, int plane, int y, int x) {
        Values to = inputGradient.orElseThrow();
        for (int i = row(y); i < endRow(y); i++) {
            long row = ((long) plane * in.height() + i) * in.width();
            for (int j = column(x); j < endColumn(x); j++) to.add(row + j, share);
        }
    }

    private double area(int y, int x) {
        return (double) (endRow(y) - row(y)) * (endColumn(x) - column(x));
    }

    private int row(int y) {
        return y * in.height() / windows.height();
    }

    private int endRow(int y) {
        return Math.ceilDiv((y + 1) * in.height(), windows.height());
    }

    private int column(int x) {
        return x * in.width() / windows.width();
    }

    private int endColumn(int x) {
        return Math.ceilDiv((x + 1) * in.width(), windows.width());
    }
}
