package io.trainyard.engine.data;

/** Labelled images as bytes: image after image, channel after channel, row after row. Nobody may change the arrays. */
public final class Images {
    private final byte[] pixels;
    private final byte[] labels;
    private final int pixelsPerImage;

    public Images(byte[] pixels, byte[] labels) {
        if (labels.length == 0 || pixels.length % labels.length != 0)
            throw new IllegalArgumentException(pixels.length + " pixels for " + labels.length + " labels");
        this.pixels = pixels;
        this.labels = labels;
        pixelsPerImage = pixels.length / labels.length;
    }

    public byte[] pixels() {
        return pixels;
    }

    public byte[] labels() {
        return labels;
    }

    public int count() {
        return labels.length;
    }

    public int pixelsPerImage() {
        return pixelsPerImage;
    }

    public int label(int image) {
        return labels[image] & 0xFF;
    }
}
