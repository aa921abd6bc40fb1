package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.COUNT;
import static io.trainyard.engine.vector.Lanes.all;
import static io.trainyard.engine.vector.Lanes.load;
import static io.trainyard.engine.vector.Lanes.neighbourSums;
import static io.trainyard.engine.vector.Lanes.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * y = W·x + b for each image, rectified if a ReLU follows. W has a row per unit, filled up with zeros to whole vectors, and
 * all three products — W·x and the gradients by W and by x — run along its rows, with 8 or 16 sums in registers.
 */
final class Dense implements Block {
    /** Images and units are taken so many at a time; both are filled up to whole blocks, the units with zeros. */
    static final int BLOCK = 4;

    private static final int EIGHT = 8;

    private final Activation input;
    private final Activation output;
    private final boolean relu;
    private final Parameters parameters;
    private final int units;
    private final int row;
    private final float[] partial = new float[BLOCK * BLOCK * COUNT];
    private final float[] sums = new float[BLOCK * BLOCK];

    Dense(Flow flow, Parameters parameters) {
        input = flow.input();
        output = flow.output();
        relu = flow.relu();
        this.parameters = parameters;
        units = output.size();
        row = input.stride;
    }

    @Override
    public Activation output() {
        return output;
    }

    @Override
    public void forward(Slice slice) {
        int images = slice.images();
        for (int unit = 0; unit < units; unit += BLOCK)
            for (int image = 0; image < images; image += BLOCK) {
                multiply(input.values, image * row, parameters.values, parameters.weights + unit * row);
                addLanes();
                finish(image, unit);
            }
    }

    /** The products of 4 images with 4 rows of weights. */
    private void multiply(float[] x, int at, float[] w, int weight) {
        FloatVector a0 = zero(), a1 = a0, a2 = a0, a3 = a0;
        FloatVector b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        FloatVector c0 = a0, c1 = a0, c2 = a0, c3 = a0;
        FloatVector d0 = a0, d1 = a0, d2 = a0, d3 = a0;
        for (int k = 0; k < row; k += COUNT) {
            FloatVector w0 = load(w, weight + k);
            FloatVector w1 = load(w, weight + row + k);
            FloatVector w2 = load(w, weight + 2 * row + k);
            FloatVector w3 = load(w, weight + 3 * row + k);
            FloatVector a = load(x, at + k);
            a0 = a.fma(w0, a0);
            a1 = a.fma(w1, a1);
            a2 = a.fma(w2, a2);
            a3 = a.fma(w3, a3);
            FloatVector b = load(x, at + row + k);
            b0 = b.fma(w0, b0);
            b1 = b.fma(w1, b1);
            b2 = b.fma(w2, b2);
            b3 = b.fma(w3, b3);
            FloatVector c = load(x, at + 2 * row + k);
            c0 = c.fma(w0, c0);
            c1 = c.fma(w1, c1);
            c2 = c.fma(w2, c2);
            c3 = c.fma(w3, c3);
            FloatVector d = load(x, at + 3 * row + k);
            d0 = d.fma(w0, d0);
            d1 = d.fma(w1, d1);
            d2 = d.fma(w2, d2);
            d3 = d.fma(w3, d3);
        }
        a0.intoArray(partial, 0);
        a1.intoArray(partial, COUNT);
        a2.intoArray(partial, 2 * COUNT);
        a3.intoArray(partial, 3 * COUNT);
        b0.intoArray(partial, 4 * COUNT);
        b1.intoArray(partial, 5 * COUNT);
        b2.intoArray(partial, 6 * COUNT);
        b3.intoArray(partial, 7 * COUNT);
        c0.intoArray(partial, 8 * COUNT);
        c1.intoArray(partial, 9 * COUNT);
        c2.intoArray(partial, 10 * COUNT);
        c3.intoArray(partial, 11 * COUNT);
        d0.intoArray(partial, 12 * COUNT);
        d1.intoArray(partial, 13 * COUNT);
        d2.intoArray(partial, 14 * COUNT);
        d3.intoArray(partial, 15 * COUNT);
    }

    /** Adds up the lanes of each product. Apart from the products themselves, or the method would be too large to be compiled well. */
    private void addLanes() {
        for (int i = 0; i < BLOCK * BLOCK; i += COUNT) {
            FloatVector first = eight(i * COUNT);
            if (COUNT == EIGHT) first.intoArray(sums, i);
            else neighbourSums(first, eight((i + EIGHT) * COUNT)).intoArray(sums, i);
        }
    }

    /** The sums of neighbours, of their neighbours, and so on, of eight vectors. */
    private FloatVector eight(int at) {
        FloatVector a = neighbourSums(load(partial, at), load(partial, at + COUNT));
        FloatVector b = neighbourSums(load(partial, at + 2 * COUNT), load(partial, at + 3 * COUNT));
        FloatVector c = neighbourSums(load(partial, at + 4 * COUNT), load(partial, at + 5 * COUNT));
        FloatVector d = neighbourSums(load(partial, at + 6 * COUNT), load(partial, at + 7 * COUNT));
        return neighbourSums(neighbourSums(a, b), neighbourSums(c, d));
    }

    private void finish(int image, int unit) {
        float floor = relu ? 0 : Float.NEGATIVE_INFINITY;
        int bias = parameters.biases + unit;
        for (int i = 0; i < BLOCK; i++) {
            int at = (image + i) * output.stride + unit;
            for (int j = 0; j < BLOCK; j++)
                output.values[at + j] = Math.max(floor, sums[i * BLOCK + j] + parameters.values[bias + j]);
        }
    }

    @Override
    public void backward(Slice slice) {
        int images = slice.images();
        rectifyAndSum(images);
        for (int unit = 0; unit < units; unit += BLOCK)
            for (int k = 0; k < row; k += 4 * COUNT) weightGradient(images, unit, k);
        if (!input.hasGradient()) return;
        for (int image = 0; image < images; image += BLOCK)
            for (int k = 0; k < row; k += 2 * COUNT) inputGradient(image, k);
    }

    /** The gradient before the ReLU, and that by the biases. */
    private void rectifyAndSum(int images) {
        int unitRow = output.stride;
        for (int unit = 0; unit < unitRow; unit += COUNT) {
            FloatVector sum = zero();
            for (int image = 0, at = unit; image < images; image++, at += unitRow) {
                FloatVector gradient = load(output.gradient, at);
                if (relu) {
                    gradient = gradient.blend(0, load(output.values, at).compare(VectorOperators.LE, 0));
                    gradient.intoArray(output.gradient, at);
                }
                sum = sum.add(gradient);
            }
            if (parameters.hasBiases) sum.intoArray(parameters.gradient, parameters.biases + unit);
        }
    }

    /** For 4 units and 4 vectors of inputs the sum over the images of gradient × value; what is past a row's end repeats its last vector. */
    private void weightGradient(int images, int unit, int k) {
        float[] x = input.values;
        float[] dy = output.gradient;
        int unitRow = output.stride;
        int last = row - COUNT;
        int k1 = Math.min(k + COUNT, last);
        int k2 = Math.min(k + 2 * COUNT, last);
        int k3 = Math.min(k + 3 * COUNT, last);
        FloatVector a0 = zero(), a1 = a0, a2 = a0, a3 = a0;
        FloatVector b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        FloatVector c0 = a0, c1 = a0, c2 = a0, c3 = a0;
        FloatVector d0 = a0, d1 = a0, d2 = a0, d3 = a0;
        for (int image = 0, at = 0, from = unit; image < images; image++, at += row, from += unitRow) {
            FloatVector x0 = load(x, at + k), x1 = load(x, at + k1), x2 = load(x, at + k2), x3 = load(x, at + k3);
            FloatVector a = all(dy[from]);
            a0 = x0.fma(a, a0);
            a1 = x1.fma(a, a1);
            a2 = x2.fma(a, a2);
            a3 = x3.fma(a, a3);
            FloatVector b = all(dy[from + 1]);
            b0 = x0.fma(b, b0);
            b1 = x1.fma(b, b1);
            b2 = x2.fma(b, b2);
            b3 = x3.fma(b, b3);
            FloatVector c = all(dy[from + 2]);
            c0 = x0.fma(c, c0);
            c1 = x1.fma(c, c1);
            c2 = x2.fma(c, c2);
            c3 = x3.fma(c, c3);
            FloatVector d = all(dy[from + 3]);
            d0 = x0.fma(d, d0);
            d1 = x1.fma(d, d1);
            d2 = x2.fma(d, d2);
            d3 = x3.fma(d, d3);
        }
        float[] dw = parameters.gradient;
        int at = parameters.weights + unit * row;
        a0.intoArray(dw, at + k);
        a1.intoArray(dw, at + k1);
        a2.intoArray(dw, at + k2);
        a3.intoArray(dw, at + k3);
        at += row;
        b0.intoArray(dw, at + k);
        b1.intoArray(dw, at + k1);
        b2.intoArray(dw, at + k2);
        b3.intoArray(dw, at + k3);
        at += row;
        c0.intoArray(dw, at + k);
        c1.intoArray(dw, at + k1);
        c2.intoArray(dw, at + k2);
        c3.intoArray(dw, at + k3);
        at += row;
        d0.intoArray(dw, at + k);
        d1.intoArray(dw, at + k1);
        d2.intoArray(dw, at + k2);
        d3.intoArray(dw, at + k3);
    }

    /** For 4 images and 2 vectors of inputs the sum over the units of gradient × weight. */
    private void inputGradient(int image, int k) {
        float[] w = parameters.values;
        float[] dy = output.gradient;
        int unitRow = output.stride;
        int k1 = Math.min(k + COUNT, row - COUNT);
        FloatVector a0 = zero(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
        for (int unit = 0, at = parameters.weights, from = image * unitRow; unit < units; unit++, at += row, from++) {
            FloatVector w0 = load(w, at + k), w1 = load(w, at + k1);
            FloatVector a = all(dy[from]);
            a0 = w0.fma(a, a0);
            a1 = w1.fma(a, a1);
            FloatVector b = all(dy[from + unitRow]);
            b0 = w0.fma(b, b0);
            b1 = w1.fma(b, b1);
            FloatVector c = all(dy[from + 2 * unitRow]);
            c0 = w0.fma(c, c0);
            c1 = w1.fma(c, c1);
            FloatVector d = all(dy[from + 3 * unitRow]);
            d0 = w0.fma(d, d0);
            d1 = w1.fma(d, d1);
        }
        float[] dx = input.gradient;
        int at = image * row;
        a0.intoArray(dx, at + k);
        a1.intoArray(dx, at + k1);
        at += row;
        b0.intoArray(dx, at + k);
        b1.intoArray(dx, at + k1);
        at += row;
        c0.intoArray(dx, at + k);
        c1.intoArray(dx, at + k1);
        at += row;
        d0.intoArray(dx, at + k);
        d1.intoArray(dx, at + k1);
    }
}
