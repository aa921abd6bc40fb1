package io.trainyard.engine.cpu;

import java.lang.foreign.MemorySegment;

/** Adds gradients of mean losses up, each as often as it has examples, for one update of them all. */
public final class GradientSum {
    private final MemorySegment gradient;
    private final MemorySegment sum;
    private final float[] newest = new float[Block.LENGTH];
    private final float[] before = new float[Block.LENGTH];
    private long examples;

    /**
     * A sum of nothing.
     *
     * @param gradient of the newest batch, as floats
     * @param sum as long; empty where none is wanted
     */
    public GradientSum(MemorySegment gradient, MemorySegment sum) {
        this.gradient = gradient;
        this.sum = sum;
    }

    /** Adds the gradient of a batch. */
    public void add(int batchSize) {
        boolean first = examples == 0;
        long length = length();
        for (long from = 0; from < length; from += Block.LENGTH) {
            int count = (int) Math.min(Block.LENGTH, length - from);
            Block.load(gradient, from, newest, count);
            if (first) scale(newest, batchSize, count);
            else {
                Block.load(sum, from, before, count);
                addTo(before, newest, batchSize, count);
            }
            Block.store(first ? newest : before, 0, sum, from, count);
        }
        examples += batchSize;
    }

    /** Puts the mean of all that was added in the gradient's place, and begins anew. */
    public void takeMean() {
        if (examples == 0) throw new IllegalStateException("there is no gradient to take the mean of");
        float share = (float) (1.0 / examples);
        long length = length();
        for (long from = 0; from < length; from += Block.LENGTH) {
            int count = (int) Math.min(Block.LENGTH, length - from);
            Block.load(sum, from, before, count);
            scale(before, share, count);
            Block.store(before, 0, gradient, from, count);
        }
        examples = 0;
    }

    private long length() {
        return gradient.byteSize() / Float.BYTES;
    }

    private static void scale(float[] values, float factor, int count) {
        for (int i = 0; i < count; i++) values[i] *= factor;
    }

    private static void addTo(float[] sums, float[] values, float times, int count) {
        for (int i = 0; i < count; i++) sums[i] += times * values[i];
    }
}
