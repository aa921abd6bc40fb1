package io.trainyard.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transforms of F(2×2, 3×3), which gets 2 × 2 outputs of a convolution with a 3 × 3 kernel from 16 products instead of 36: y =
 * Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A with
 *
 * <pre>
 *      1  0 −1  0        1   0   0         1  1  1  0
 * Bᵀ = 0  1  1  0    G = ½   ½   ½    Aᵀ = 0  1 −1 −1
 *      0 −1  1  0        ½  −½   ½
 *      0  1  0 −1        0   0   1
 * </pre>
 *
 * (Winograd 1980; for networks Lavin, Gray 2016). Each works on sixteen channels, or sixteen weights, that lie side by side; all
 * sizes are in bytes. Loops keep the methods small: the just-in-time compiler keeps vectors in registers only where it can inline all
 * that is called.
 */
final class WinogradTransforms {
    /** Numbers that are computed at a time. */
    static final int BLOCK = 16;

    static final int POSITIONS = 16;

    static final VectorSpecies<Float> LANES = FloatVector.SPECIES_512;

    /** Of sixteen numbers. */
    static final long BYTES = BLOCK * Float.BYTES;

    @SuppressWarnings("restricted")
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Columns of d·B: a pixel of the row, and another that is added or subtracted. */
    private static final int[] INPUT_ONE = {0, 1, 2, 1};

    private static final int[] INPUT_OTHER = {2, 2, 1, 3};
    private static final float[] INPUT_SIGN = {-1, 1, -1, -1};

    /** Columns of y·Aᵀ: how often they have the left and the right pixel of the row. */
    private static final float[] GRADIENT_LEFT = {1, 1, 1, 0};

    private static final float[] GRADIENT_RIGHT = {0, 1, -1, -1};

    /** Where the rows of g·Gᵀ are put. */
    private static final int[] WEIGHT_ROW = {0, 4, 12};

    private WinogradTransforms() {}

    static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(LANES, MEMORY, address, ByteOrder.nativeOrder());
    }

    static void store(FloatVector numbers, long address) {
        numbers.intoMemorySegment(MEMORY, address, ByteOrder.nativeOrder());
    }

    static void copy(long source, long target) {
        store(load(source), target);
    }

    /** Adds the numbers at one address to those at another. */
    static void add(long source, long target) {
        store(load(target).add(load(source)), target);
    }

    /**
     * Bᵀ·d·B.
     *
     * @param pixels addresses of the 4 × 4 pixels d, row by row
     * @param position from one number of the result to the next
     */
    static void input(long[] pixels, long target, long position) {
        long down = 4 * position;
        for (int column = 0; column < 4; column++) {
            int one = INPUT_ONE[column];
            int other = INPUT_OTHER[column];
            FloatVector sign = FloatVector.broadcast(LANES, INPUT_SIGN[column]);
            FloatVector a = load(pixels[other]).fma(sign, load(pixels[one]));
            FloatVector b = load(pixels[other + 4]).fma(sign, load(pixels[one + 4]));
            FloatVector c = load(pixels[other + 8]).fma(sign, load(pixels[one + 8]));
            FloatVector d = load(pixels[other + 12]).fma(sign, load(pixels[one + 12]));
            long first = target + column * position;
            store(a.sub(c), first);
            store(b.add(c), first + down);
            store(c.sub(b), first + 2 * down);
            store(b.sub(d), first + 3 * down);
        }
    }

    /**
     * Aᵀ·m·A + b.
     *
     * @param source the first number of m
     * @param position from one number of m to the next
     * @param bias b, for each channel one
     * @param pixels addresses of the 2 × 2 pixels, row by row
     */
    static void output(long source, long position, long bias, long[] pixels) {
        long down = 4 * position;
        for (int row = 0; row < 2; row++) {
            FloatVector sign = FloatVector.broadcast(LANES, 1 - 2 * row);
            long first = source + row * down;
            long second = first + position;
            long third = second + position;
            long fourth = third + position;
            FloatVector a = load(first + down).add(load(first + 2 * down)).fma(sign, load(first));
            FloatVector b = load(second + down).add(load(second + 2 * down)).fma(sign, load(second));
            FloatVector c = load(third + down).add(load(third + 2 * down)).fma(sign, load(third));
            FloatVector d = load(fourth + down).add(load(fourth + 2 * down)).fma(sign, load(fourth));
            FloatVector added = load(bias);
            store(a.add(b).add(c).add(added), pixels[2 * row]);
            store(b.sub(c).sub(d).add(added), pixels[2 * row + 1]);
        }
    }

    /** Lets none of 2 × 2 pixels be negative. */
    static void rectify(long[] pixels) {
        for (int i = 0; i < 4; i++) store(load(pixels[i]).max(0), pixels[i]);
    }

    /**
     * A·y·Aᵀ, for the gradient by the products.
     *
     * @param pixels addresses of the 2 × 2 pixels y, row by row
     * @param position from one number of the result to the next
     */
    static void gradient(long[] pixels, long target, long position) {
        long down = 4 * position;
        for (int column = 0; column < 4; column++) {
            FloatVector left = FloatVector.broadcast(LANES, GRADIENT_LEFT[column]);
            FloatVector right = FloatVector.broadcast(LANES, GRADIENT_RIGHT[column]);
            FloatVector upper = load(pixels[0]).mul(left).add(load(pixels[1]).mul(right));
            FloatVector lower = load(pixels[2]).mul(left).add(load(pixels[3]).mul(right));
            long first = target + column * position;
            store(upper, first);
            store(upper.add(lower), first + down);
            store(upper.sub(lower), first + 2 * down);
            store(lower.neg(), first + 3 * down);
        }
    }

    /**
     * G·g·Gᵀ.
     *
     * @param source the first of 3 × 3 weights g
     * @param weight from one weight to the next
     * @param position from one number of the result to the next
     */
    static void weights(long source, long weight, long target, long position) {
        // The rows of g·Gᵀ, the middle one where the second of the result will be.
        for (int row = 0; row < 3; row++) {
            long from = source + 3L * row * weight;
            long to = target + WEIGHT_ROW[row] * position;
            FloatVector left = load(from);
            FloatVector right = load(from + 2 * weight);
            FloatVector outer = left.add(right).mul(0.5f);
            FloatVector middle = load(from + weight).mul(0.5f);
            store(left, to);
            store(outer.add(middle), to + position);
            store(outer.sub(middle), to + 2 * position);
            store(right, to + 3 * position);
        }
        long down = 4 * position;
        for (int column = 0; column < 4; column++) {
            long first = target + column * position;
            FloatVector outer = load(first).add(load(first + 3 * down)).mul(0.5f);
            FloatVector middle = load(first + down).mul(0.5f);
            store(outer.add(middle), first + down);
            store(outer.sub(middle), first + 2 * down);
        }
    }

    /**
     * Gᵀ·u·G, which makes the gradient by the weights of that by G·g·Gᵀ.
     *
     * @param source the first number of u
     * @param position from one number of u to the next
     * @param target the first of 3 × 3 weights
     * @param weight from one weight to the next
     */
    static void weightGradient(long source, long position, long target, long weight) {
        long down = 4 * position;
        for (int row = 0; row < 3; row++) {
            FloatVector outer = FloatVector.broadcast(LANES, row == 1 ? 0 : 1);
            FloatVector inner = FloatVector.broadcast(LANES, row == 1 ? -1 : 1);
            long first = source + (row == 2 ? 3 * down : 0);
            long second = source + down;
            long third = second + down;
            FloatVector a = load(third)
                    .fma(inner, load(second))
                    .mul(0.5f)
                    .add(load(first).mul(outer));
            FloatVector b = load(third + position)
                    .fma(inner, load(second + position))
                    .mul(0.5f)
                    .add(load(first + position).mul(outer));
            FloatVector c = load(third + 2 * position)
                    .fma(inner, load(second + 2 * position))
                    .mul(0.5f)
                    .add(load(first + 2 * position).mul(outer));
            FloatVector d = load(third + 3 * position)
                    .fma(inner, load(second + 3 * position))
                    .mul(0.5f)
                    .add(load(first + 3 * position).mul(outer));
            FloatVector half = b.add(c).mul(0.5f);
            long to = target + 3L * row * weight;
            store(a.add(half), to);
            store(b.sub(c).mul(0.5f), to + weight);
            store(half.add(d), to + 2 * weight);
        }
    }
}
