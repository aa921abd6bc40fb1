package io.trainyard.engine.random;

/**
 * The random numbers of one (seed, purpose, epoch, index), in order. A stream holds 2³⁴ words; two streams that differ in
 * any of the four have nothing in common.
 */
public final class RandomStream {
    private static final double TO_UNIT = 0x1.0p-53;

    private final int[] counter = new int[4];
    private final int[] words = new int[4];
    private int key0;
    private int key1;
    private int used = 4;

    public RandomStream(long seed, Purpose purpose, int epoch, int index) {
        restart(seed, purpose, 0, epoch, index);
    }

    /** A stream that is moved by {@link #restart} before its first use, so that a step needs no new one. */
    public RandomStream() {}

    /**
     * Becomes the stream of these values, from its beginning.
     *
     * @param part tells apart the users of one purpose, such as the layers of a network; less than 2²⁴
     */
    public void restart(long seed, Purpose purpose, int part, int epoch, int index) {
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
        counter[0] = 0;
        counter[1] = index;
        counter[2] = epoch;
        counter[3] = purpose.code() | part << 8;
        used = 4;
    }

    /** Leaves out the next {@code count} words of 32 bits. */
    public void skip(long count) {
        long words = 4 * (counter[0] & 0xFFFFFFFFL) - 4 + used + count;
        counter[0] = (int) (words / 4);
        used = 4;
        for (int i = 0; i < words % 4; i++) nextInt();
    }

    /** 32 random bits. */
    public int nextInt() {
        if (used == 4) {
            Philox.block(counter, key0, key1, words);
            counter[0]++;
            used = 0;
        }
        return words[used++];
    }

    /** Uniform in 0..bound−1, without bias: multiplication with rejection (Lemire 2019). */
    public int nextInt(int bound) {
        if (bound < 1) throw new IllegalArgumentException("the bound must be at least 1, but was " + bound);
        long product = (nextInt() & 0xFFFFFFFFL) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (nextInt() & 0xFFFFFFFFL) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int) (product >>> 32);
    }

    /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
    public double nextDouble() {
        long high = (nextInt() >>> 5) & 0x7FFFFFFL;
        long low = (nextInt() >>> 6) & 0x3FFFFFFL;
        return ((high << 26) | low) * TO_UNIT;
    }

    public double nextDouble(double from, double to) {
        return from + nextDouble() * (to - from);
    }

    /** Normal with mean 0 and variance 1 (Box, Muller 1958). {@link StrictMath} gives the same bits on every machine. */
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /** A random order of 0..size−1: Fisher–Yates. */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) order[i] = i;
        for (int i = size - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
