package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.COUNT;
import static io.trainyard.engine.vector.Lanes.all;
import static io.trainyard.engine.vector.Lanes.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The gradient by a convolution's input: each result that went on adds gradient × weights to its window. Windows of the
 * filters' results at one output pixel differ by a row and a column at most, so their sum is made in registers before it is
 * added to memory. The weights lie between zeros for that: to shift a window is to begin reading earlier.
 */
final class InputGradient {
    /** Vectors of a window that are added up at a time. */
    private static final int VECTORS = 6;

    private final float[] gradient;
    private final Kernel kernel;
    private final int filters;
    private final int imageWidth;
    private final int row;
    private final float[] weights;
    private final int[] offsets;
    private final int[] corners;

    /** For each output pixel the number of its results, and for each of those where its weights begin and the gradient. */
    private final int[] counts;

    private final int[] begins;
    private final float[] factors;

    InputGradient(Flow flow, Kernel kernel) {
        gradient = flow.input().gradient;
        this.kernel = kernel;
        filters = flow.output().channels;
        imageWidth = flow.input().width;
        row = Lanes.roundUp((kernel.width + 1) * kernel.channels);
        weights = new float[filter(filters)];
        offsets = kernel.rowOffsets(kernel.height + 1, row / COUNT);
        corners = flow.corners();
        counts = new int[corners.length];
        begins = new int[corners.length * filters];
        factors = new float[corners.length * filters];
    }

    /** Where a filter's weights begin: a row of zeros lies between two filters, and as much as a shift can take before them all. */
    private int filter(int index) {
        return 2 * row + index * (kernel.height + 1) * row;
    }

    /** Takes over a filter's weights. */
    void pack(int filter, float[] values, int from) {
        for (int y = 0; y < kernel.height; y++)
            System.arraycopy(
                    values, from + y * kernel.row, weights, filter(filter) + y * row, kernel.width * kernel.channels);
    }

    /** Begins the next image, which lies at {@code start}. */
    void clear(int start) {
        Arrays.fill(counts, 0);
        Arrays.fill(gradient, start, start + kernel.imageSize(), 0);
    }

    /** Notes the gradient of a filter's result. */
    void add(int filter, int entry, float value) {
        int pixel = Sources.outputPixel(entry);
        int shift = Sources.convolutionPixel(entry) - corners[pixel];
        int earlier = shift < imageWidth ? shift * kernel.channels : row + (shift - imageWidth) * kernel.channels;
        int at = pixel * filters + counts[pixel]++;
        begins[at] = filter(filter) - earlier;
        factors[at] = value;
    }

    /** Adds what was noted to the image at {@code start}. */
    void finish(int start) {
        for (int pixel = 0; pixel < corners.length; pixel++) {
            int first = pixel * filters;
            int to = start + corners[pixel] * kernel.channels;
            if (counts[pixel] > 0)
                for (int vector = 0; vector < offsets.length; vector += VECTORS)
                    sum(first, first + counts[pixel], vector, to);
        }
    }

    /** What is past the last vector repeats it. */
    private void sum(int first, int end, int vector, int to) {
        int last = offsets.length - 1;
        int i1 = Math.min(vector + 1, last), i2 = Math.min(vector + 2, last), i3 = Math.min(vector + 3, last);
        int i4 = Math.min(vector + 4, last), i5 = Math.min(vector + 5, last);
        int t0 = to + offsets[vector], t1 = to + offsets[i1], t2 = to + offsets[i2];
        int t3 = to + offsets[i3], t4 = to + offsets[i4], t5 = to + offsets[i5];
        FloatVector a0 = load(gradient, t0), a1 = load(gradient, t1), a2 = load(gradient, t2);
        FloatVector a3 = load(gradient, t3), a4 = load(gradient, t4), a5 = load(gradient, t5);
        for (int i = first; i < end; i++) {
            FloatVector factor = all(factors[i]);
            int w = begins[i];
            a0 = load(weights, w + vector * COUNT).fma(factor, a0);
            a1 = load(weights, w + i1 * COUNT).fma(factor, a1);
            a2 = load(weights, w + i2 * COUNT).fma(factor, a2);
            a3 = load(weights, w + i3 * COUNT).fma(factor, a3);
            a4 = load(weights, w + i4 * COUNT).fma(factor, a4);
            a5 = load(weights, w + i5 * COUNT).fma(factor, a5);
        }
        a0.intoArray(gradient, t0);
        a1.intoArray(gradient, t1);
        a2.intoArray(gradient, t2);
        a3.intoArray(gradient, t3);
        a4.intoArray(gradient, t4);
        a5.intoArray(gradient, t5);
    }
}
