package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.COUNT;
import static io.trainyard.engine.vector.Lanes.all;
import static io.trainyard.engine.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * The convolution proper: 6 filters and 3 vectors of pixels at a time. It runs through the image as through one long row, so
 * that vectors are full whatever the width; what is computed where a window would reach into the next row is not used.
 */
final class FilterBank {
    /** Filters at a time; the last ones are filled up with zeros. */
    static final int FILTERS = 6;

    private static final int VECTORS = 3;

    /** For each weight of a filter, how far its pixel is from the window's first. */
    private final int[] offsets;

    /** Where the weight lies in its filter. */
    private final int[] places;

    /** For each group of filters and each weight its 6 values, then the 6 biases. */
    private final float[] packed;

    private final int groupLength;
    private final int windows;

    /** The group's filters, a row each. */
    final float[] results;

    /** Length of such a row. */
    final int rowLength;

    FilterBank(Kernel kernel, int filters) {
        offsets = kernel.planeOffsets();
        places = kernel.weights();
        windows = kernel.windows();
        groupLength = (offsets.length + 1) * FILTERS;
        packed = new float[Math.ceilDiv(filters, FILTERS) * groupLength];
        rowLength = Lanes.roundUp(windows, VECTORS * COUNT) + 2 * COUNT;
        results = new float[FILTERS * rowLength];
    }

    /** Takes over a filter's weights and its bias, in the order in which they are used. */
    void pack(int filter, float[] values, int from, float bias) {
        int to = filter / FILTERS * groupLength + filter % FILTERS;
        for (int i = 0; i < places.length; i++) packed[to + i * FILTERS] = values[from + places[i]];
        packed[to + places.length * FILTERS] = bias;
    }

    /** Computes a group's results for the image at {@code at}. */
    void run(int group, float[] x, int at) {
        for (int pixel = 0; pixel < windows; pixel += VECTORS * COUNT) tile(group * groupLength, x, at + pixel, pixel);
    }

    private void tile(int first, float[] x, int at, int pixel) {
        int bias = first + offsets.length * FILTERS;
        FloatVector a0 = all(packed[bias]), a1 = a0, a2 = a0;
        FloatVector b0 = all(packed[bias + 1]), b1 = b0, b2 = b0;
        FloatVector c0 = all(packed[bias + 2]), c1 = c0, c2 = c0;
        FloatVector d0 = all(packed[bias + 3]), d1 = d0, d2 = d0;
        FloatVector e0 = all(packed[bias + 4]), e1 = e0, e2 = e0;
        FloatVector f0 = all(packed[bias + 5]), f1 = f0, f2 = f0;
        for (int i = 0, w = first; i < offsets.length; i++, w += FILTERS) {
            int from = at + offsets[i];
            FloatVector x0 = load(x, from), x1 = load(x, from + COUNT), x2 = load(x, from + 2 * COUNT);
            FloatVector a = all(packed[w]);
            a0 = x0.fma(a, a0);
            a1 = x1.fma(a, a1);
            a2 = x2.fma(a, a2);
            FloatVector b = all(packed[w + 1]);
            b0 = x0.fma(b, b0);
            b1 = x1.fma(b, b1);
            b2 = x2.fma(b, b2);
            FloatVector c = all(packed[w + 2]);
            c0 = x0.fma(c, c0);
            c1 = x1.fma(c, c1);
            c2 = x2.fma(c, c2);
            FloatVector d = all(packed[w + 3]);
            d0 = x0.fma(d, d0);
            d1 = x1.fma(d, d1);
            d2 = x2.fma(d, d2);
            FloatVector e = all(packed[w + 4]);
            e0 = x0.fma(e, e0);
            e1 = x1.fma(e, e1);
            e2 = x2.fma(e, e2);
            FloatVector f = all(packed[w + 5]);
            f0 = x0.fma(f, f0);
            f1 = x1.fma(f, f1);
            f2 = x2.fma(f, f2);
        }
        int to = pixel;
        a0.intoArray(results, to);
        a1.intoArray(results, to + COUNT);
        a2.intoArray(results, to + 2 * COUNT);
        to += rowLength;
        b0.intoArray(results, to);
        b1.intoArray(results, to + COUNT);
        b2.intoArray(results, to + 2 * COUNT);
        to += rowLength;
        c0.intoArray(results, to);
        c1.intoArray(results, to + COUNT);
        c2.intoArray(results, to + 2 * COUNT);
        to += rowLength;
        d0.intoArray(results, to);
        d1.intoArray(results, to + COUNT);
        d2.intoArray(results, to + 2 * COUNT);
        to += rowLength;
        e0.intoArray(results, to);
        e1.intoArray(results, to + COUNT);
        e2.intoArray(results, to + 2 * COUNT);
        to += rowLength;
        f0.intoArray(results, to);
        f1.intoArray(results, to + COUNT);
        f2.intoArray(results, to + 2 * COUNT);
    }
}
