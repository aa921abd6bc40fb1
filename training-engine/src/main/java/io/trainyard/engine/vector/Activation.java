package io.trainyard.engine.vector;

import io.trainyard.contract.network.Shape;

/**
 * The values between two blocks for some images, and the gradient of the loss by them. Values lie image after image as
 * channels × height × width; an image begins every {@link #stride} floats, and the floats between it and the next are zero
 * wherever a dense layer reads, so that it can read whole vectors.
 */
final class Activation {
    /** Kernels read and write up to this many floats beyond the last image. */
    static final int SLACK = 16 * Lanes.COUNT;

    private static final float[] NONE = {};

    final int images;
    final Shape shape;
    final int channels;
    final int height;
    final int width;
    final int stride;
    final float[] values;
    final float[] gradient;
    private boolean pixelMajor;

    Activation(int images, Shape shape, boolean hasGradient) {
        this.images = images;
        this.shape = shape;
        channels = shape.channels();
        height = shape.height();
        width = shape.width();
        stride = Lanes.roundUp(shape.size());
        int rows = Lanes.roundUp(images, Dense.BLOCK) + 1;
        values = new float[Math.addExact(Math.multiplyExact(rows, stride), SLACK)];
        gradient = hasGradient ? new float[values.length] : NONE;
    }

    /** Whether the gradient by these values is asked; it is not where nothing before them learns. */
    boolean hasGradient() {
        return gradient.length > 0;
    }

    int size() {
        return channels * height * width;
    }

    int pixels() {
        return height * width;
    }

    /** From now on an image's gradient is height × width × channels, as the next convolution writes it. */
    void makePixelMajor() {
        pixelMajor = true;
    }

    /** Distance in the gradient from a pixel to its neighbour in the row. */
    int pixelStep() {
        return pixelMajor ? channels : 1;
    }

    /** Distance in the gradient from a pixel to that of the next channel. */
    int channelStep() {
        return pixelMajor ? 1 : pixels();
    }
}
