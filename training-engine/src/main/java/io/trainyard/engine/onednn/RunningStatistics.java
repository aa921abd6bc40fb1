package io.trainyard.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Follows the batches' means and variances: r ← (1 − m)·r + m·b, where the variance b is the unbiased one.
 *
 * @param droppedBias what each mean would have more, had the layer before added its bias
 * @param momentum m
 * @param count numbers of a channel that a batch's mean is taken of
 */
record RunningStatistics(Moments batch, Moments running, Optional<Tensor> droppedBias, double momentum, long count) {
    /** Of each channel. */
    record Moments(Tensor mean, Tensor variance) {}

    /** Returns whether they are still finite. */
    boolean update() {
        boolean finite = true;
        MemorySegment means = batch.mean().memory();
        MemorySegment variances = batch.variance().memory();
        double unbiased = count > 1 ? (double) count / (count - 1) : 1;
        for (int i = 0; i < batch.mean().count(); i++) {
            float bias = droppedBias.isPresent() ? at(droppedBias.get().memory(), i) : 0;
            finite &= follow(running.mean().memory(), i, at(means, i) + bias);
            finite &= follow(running.variance().memory(), i, at(variances, i) * unbiased);
        }
        return finite;
    }

    private boolean follow(MemorySegment values, int index, double value) {
        double moved = (1 - momentum) * at(values, index) + momentum * value;
        values.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) moved);
        return Float.isFinite((float) moved);
    }

    private static float at(MemorySegment values, int index) {
        return values.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }
}
