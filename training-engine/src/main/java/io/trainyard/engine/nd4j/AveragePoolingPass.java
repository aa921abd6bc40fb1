package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/**
 * The mean of each window, zeros of the padding included; the gradient is spread evenly over it. Of a window that reaches
 * beyond the padding only what is within counts.
 */
final class AveragePoolingPass implements Pass {
    private final Sliding rows;
    private final Sliding columns;
    private final Shape in;
    private final Shape out;
    private final int planes;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;

    AveragePoolingPass(AveragePooling spec, Site site) {
        in = site.input().shape();
        out = site.output().shape();
        rows = Sliding.rows(spec.window(), in.height());
        columns = Sliding.columns(spec.window(), in.width());
        planes = site.output().batch() * out.channels();
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
    }

    @Override
    public void forward() {
        long at = 0;
        for (int plane = 0; plane < planes; plane++)
            for (int y = 0; y < out.height(); y++)
                for (int x = 0; x < out.width(); x++, at++) output.set(at, sum(plane, y, x) / area(y, x));
    }

    private double sum(int plane, int y, int x) {
        double sum = 0;
        for (int i = rows.from(y); i < rows.end(y); i++) {
            long row = ((long) plane * in.height() + i) * in.width();
            for (int j = columns.from(x); j < columns.end(x); j++) sum += input.get(row + j);
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
            for (int y = 0; y < out.height(); y++)
                for (int x = 0; x < out.width(); x++, at++) spread(from.get(at) / area(y, x), plane, y, x);
    }

    private void spread(double share, int plane, int y, int x) {
        Values to = inputGradient.orElseThrow();
        for (int i = rows.from(y); i < rows.end(y); i++) {
            long row = ((long) plane * in.height() + i) * in.width();
            for (int j = columns.from(x); j < columns.end(x); j++) to.add(row + j, share);
        }
    }

    private double area(int y, int x) {
        return (double) rows.extent(y) * columns.extent(x);
    }
}
