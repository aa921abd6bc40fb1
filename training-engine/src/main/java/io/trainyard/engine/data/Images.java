package io.trainyard.engine.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Images as bytes, image after image, channel after channel, row after row, with the answer to each: a class, or a number. They lie
 * on the heap, or in a mapped file, which may be larger than the memory.
 *
 * <p>Pixels are kept as value − 128: a signed byte becomes a float in a loop that the JVM turns into vector instructions, which
 * an unsigned one does not.
 */
public final class Images {
    /** Stands for a pixel of value 0. */
    public static final byte BLACK = -128;

    private static final int[] NO_LABELS = {};
    private static final float[] NO_TARGETS = {};
    private static final byte[] NOT_ON_HEAP = {};

    private final MemorySegment centred;
    private final byte[] onHeap;
    private final int[] labels;
    private final float[] targets;
    private final int count;
    private final int pixelsPerImage;

    private Images(MemorySegment centred, byte[] onHeap, int[] labels, float[] targets) {
        this.centred = centred;
        this.onHeap = onHeap;
        this.labels = labels;
        this.targets = targets;
        count = Math.max(labels.length, targets.length);
        if (count == 0 || centred.byteSize() % count != 0)
            throw new IllegalArgumentException(centred.byteSize() + " pixels for " + count + " images");
        pixelsPerImage = Math.toIntExact(centred.byteSize() / count);
    }

    /**
     * Images with the class of each.
     *
     * @param pixels unsigned values; the array belongs to the images from now on, which change it
     * @param labels unsigned, one per image
     */
    public static Images classified(byte[] pixels, byte[] labels) {
        int[] classes = new int[labels.length];
        for (int i = 0; i < labels.length; i++) classes[i] = labels[i] & 0xFF;
        return onHeap(pixels, classes, NO_TARGETS);
    }

    /**
     * Images with a number each that a network shall tell.
     *
     * @param pixels unsigned values; the array belongs to the images from now on, which change it
     */
    public static Images measured(byte[] pixels, float[] targets) {
        return onHeap(pixels, NO_LABELS, targets);
    }

    private static Images onHeap(byte[] pixels, int[] labels, float[] targets) {
        for (int i = 0; i < pixels.length; i++) pixels[i] ^= BLACK;
        return new Images(MemorySegment.ofArray(pixels), pixels, labels, targets);
    }

    /**
     * Images in a mapped file, with the class of each.
     *
     * @param centred pixels as value − 128
     */
    public static Images classified(MemorySegment centred, int[] labels) {
        return new Images(centred, NOT_ON_HEAP, labels, NO_TARGETS);
    }

    /** As {@link #classified(MemorySegment, int[])}, with a number each that a network shall tell. */
    public static Images measured(MemorySegment centred, float[] targets) {
        return new Images(centred, NOT_ON_HEAP, NO_LABELS, targets);
    }

    /** Whether {@link #centred} has the pixels. */
    boolean isOnHeap() {
        return onHeap.length > 0;
    }

    /** All pixels as value − 128, of images on the heap. Nobody may change the array. */
    byte[] centred() {
        if (!isOnHeap()) throw new IllegalStateException("the images are in a file");
        return onHeap;
    }

    /** Copies the pixels of one image as value − 128. */
    void copy(int image, byte[] to) {
        MemorySegment.copy(centred, ValueLayout.JAVA_BYTE, (long) image * pixelsPerImage, to, 0, pixelsPerImage);
    }

    /** One pixel, from 0 to 255. */
    public int pixel(int image, int index) {
        return centred.get(ValueLayout.JAVA_BYTE, (long) image * pixelsPerImage + index) - BLACK;
    }

    public int count() {
        return count;
    }

    public int pixelsPerImage() {
        return pixelsPerImage;
    }

    /** Whether the answers are classes, and not numbers. */
    public boolean hasLabels() {
        return labels.length > 0;
    }

    /** The class of an image, from 0. */
    public int label(int image) {
        return labels[image];
    }

    /** What a network shall tell of an image, in its own unit. */
    public float target(int image) {
        return targets[image];
    }
}
