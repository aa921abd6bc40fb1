package io.trainyard.engine.data;

import io.trainyard.engine.random.RandomStream;

/** Nearly normal noise, the sum of four uniform bytes of one word: cheap and the same on every machine. */
final class PixelNoise {
    private static final double MEAN = 4 * 255 / 2.0;
    /** Of the sum of four uniform bytes: √(4·(256² − 1)/12). */
    private static final double DEVIATION = Math.sqrt((256.0 * 256 - 1) / 3);

    private PixelNoise() {}

    /** Mean 0, deviation 1. */
    static double next(RandomStream random) {
        int word = random.nextInt();
        int sum = (word & 0xFF) + (word >>> 8 & 0xFF) + (word >>> 16 & 0xFF) + (word >>> 24);
        return (sum - MEAN) / DEVIATION;
    }
}
