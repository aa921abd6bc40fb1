package io.trainyard.engine.device;

/** Images as normalised floats, channels × height × width each, with their labels. Filled again and again. */
public final class Batch {
    private final float[] pixels;
    private final int[] labels;
    private int size;

    public Batch(int capacity, int pixelsPerImage) {
        pixels = new float[capacity * pixelsPerImage];
        labels = new int[capacity];
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

    public float[] pixels() {
        return pixels;
    }

    public int[] labels() {
        return labels;
    }
}
