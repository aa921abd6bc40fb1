package io.trainyard.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The Euclidean norm of the whole gradient, and the factor that keeps it within a limit. */
public final class GradientNorm {
    private static final double GUARD = 1e-6;

    private final MemorySegment gradient;
    private final float[] block = new float[Block.LENGTH];
    /** A sum for each place in a block: no sum waits for the one before it. */
    private final double[] sums = new double[Block.LENGTH];

    public GradientNorm(MemorySegment gradient) {
        this.gradient = gradient;
    }

    public double measure() {
        Arrays.fill(sums, 0);
        long length = gradient.byteSize() / Float.BYTES;
        for (long from = 0; from < length; from += Block.LENGTH) {
            int count = (int) Math.min(Block.LENGTH, length - from);
            Block.load(gradient, from, block, count);
            addSquares(count);
        }
        double sum = 0;
        for (double part : sums) sum += part;
        return Math.sqrt(sum);
    }

    private void addSquares(int count) {
        for (int i = 0; i < count; i++) {
            double value = block[i];
            sums[i] += value * value;
        }
    }

    /** min(1, limit/(norm + 10⁻⁶)), as torch.nn.utils.clip_grad_norm_. */
    public double clippingFactor(double limit) {
        return Math.min(1, limit / (measure() + GUARD));
    }
}
