package io.trainyard.engine.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Examples on their way to a device: images as normalised floats, channels × height × width each, and what they should lead
 * to. Filled again and again.
 */
public final class Batch {
    private static final int ALIGNMENT = 64;

    private final MemorySegment pixels;
    private final int pixelsPerImage;
    private final int[] labels;
    private final float[] targets;
    private int size;

    /** For images with labels. */
    public Batch(int capacity, int pixelsPerImage) {
        this(capacity, pixelsPerImage, 0);
    }

    /**
     * @param targetsPerImage numbers that each image should lead to; 0 where it has a label instead
     */
    public Batch(int capacity, int pixelsPerImage, int targetsPerImage) {
        // Freed with the batch, which few are made of and none within an epoch.
        pixels = Arena.ofAuto().allocate((long) capacity * pixelsPerImage * Float.BYTES, ALIGNMENT);
        this.pixelsPerImage = pixelsPerImage;
        labels = new int[capacity];
        targets = new float[capacity * targetsPerImage];
        size = capacity;
    }

    public void resize(int newSize) {
        if (newSize < 1 || newSize > labels.length)
            throw new IllegalArgumentException("size " + newSize + " of at most " + labels.length);
        size = newSize;
    }

    public int size() {
        return size;
    }

    public int pixelsPerImage() {
        return pixelsPerImage;
    }

    /** Floats outside the heap, image after image, beginning at a multiple of 64 bytes. */
    public MemorySegment pixels() {
        return pixels;
    }

    /** One of the pixels. */
    public float pixel(long index) {
        return pixels.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    public void setPixel(long index, float value) {
        pixels.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
    }

    public int[] labels() {
        return labels;
    }

    /** Image after image; empty where images have labels. */
    public float[] targets() {
        return targets;
    }
}
