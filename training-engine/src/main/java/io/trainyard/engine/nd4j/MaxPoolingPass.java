package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/** The greatest value of each window; the gradient goes to where it was found, to the first of several. */
final class MaxPoolingPass implements Pass {
    private final Sliding rows;
    private final Sliding columns;
    private final Shape in;
    private final Shape out;
    private final int planes;
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;

    MaxPoolingPass(MaxPooling spec, Site site) {
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
                for (int x = 0; x < out.width(); x++, at++) output.set(at, input.get(greatest(plane, y, x)));
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        Values to = inputGradient.get();
        Values from = outputGradient.orElseThrow();
        to.clear();
        long at = 0;
        for (int plane = 0; plane < planes; plane++)
            for (int y = 0; y < out.height(); y++)
                for (int x = 0; x < out.width(); x++, at++) to.add(greatest(plane, y, x), from.get(at));
    }

    /** Where a window's greatest value lies in the input; not a number is greater than any. */
    private long greatest(int plane, int y, int x) {
        long base = (long) plane * in.height() * in.width();
        int endRow = rows.end(y);
        int fromColumn = columns.from(x);
        int endColumn = columns.end(x);
        long best = base + (long) rows.from(y) * in.width() + fromColumn;
        double greatest = input.get(best);
        for (int i = rows.from(y); i < endRow; i++)
            for (int j = fromColumn; j < endColumn; j++) {
                long at = base + (long) i * in.width() + j;
                double value = input.get(at);
                if (value > greatest || Double.isNaN(value)) {
                    greatest = value;
                    best = at;
                }
            }
        return best;
    }
}
