package io.trainyard.engine.data;

/**
 * Images as bytes, image after image, channel after channel, row after row, with the answer to each: a class, or a number.
 *
 * <p>Pixels are kept as value − 128: a signed byte becomes a float in a loop that the JVM turns into vector instructions, which
 * an unsigned one does not.
 */
public final class Images {
    /** Stands for a pixel of value 0. */
    public static final byte BLACK = -128;

    private static final byte[] NO_LABELS = {};
    private static final float[] NO_TARGETS = {};

    private final byte[] centred;
    private final byte[] labels;
    private final float[] targets;
    private final int count;

    private Images(byte[] pixels, byte[] labels, float[] targets) {
        this.labels = labels;
        this.targets = targets;
        count = Math.max(labels.length, targets.length);
        if (count == 0 || pixels.length % count != 0)
            throw new IllegalArgumentException(pixels.length + " pixels for " + count + " images");
        centred = pixels;
        for (int i = 0; i < centred.length; i++) centred[i] ^= BLACK;
    }

    /**
     * Images with the class of each.
     *
     * @param pixels unsigned values; the array belongs to the images from now on, which change it
     * @param labels unsigned, one per image
     */
    public static Images classified(byte[] pixels, byte[] labels) {
        return new Images(pixels, labels, NO_TARGETS);
    }

    /**
     * Images with a number each that a network shall tell.
     *
     * @param pixels unsigned values; the array belongs to the images from now on, which change it
     */
    public static Images measured(byte[] pixels, float[] targets) {
        return new Images(pixels, NO_LABELS, targets);
    }

    /** All pixels as value − 128. Nobody may change the array. */
    public byte[] centred() {
        return centred;
    }

    /** One pixel, from 0 to 255. */
    public int pixel(int image, int index) {
        return centred[image * pixelsPerImage() + index] - BLACK;
    }

    public int count() {
        return count;
    }

    public int pixelsPerImage() {
        return centred.length / count;
    }

    /** Whether the answers are classes, and not numbers. */
    public boolean hasLabels() {
        return labels.length > 0;
    }

    /** The class of an image, from 0. */
    public int label(int image) {
        return labels[image] & 0xFF;
    }

    /** What a network shall tell of an image, in its own unit. */
    public float target(int image) {
        return targets[image];
    }
}
