package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.COUNT;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.Shape;

/**
 * The geometry of a convolution's kernel over its input. A filter's weights are kept as kernel height × row; a row is kernel
 * width × channels, filled up with zeros to whole vectors.
 */
final class Kernel {
    final int height;
    final int width;
    final int channels;
    final int row;
    private final int imageWidth;
    private final int imagePixels;

    Kernel(Shape input, Extent extent) {
        height = extent.height();
        width = extent.width();
        channels = input.channels();
        imageWidth = input.width();
        imagePixels = input.height() * input.width();
        row = Lanes.roundUp(width * channels);
    }

    /** Values of an image. */
    int imageSize() {
        return channels * imagePixels;
    }

    /** Weights of a filter, with the filling. */
    int length() {
        return height * row;
    }

    /** Pixels from the first window's first to the last window's first, in rows as wide as the image's. */
    int windows() {
        return imagePixels - (height - 1) * imageWidth - width + 1;
    }

    /** For each weight, counted as channels × height × width, where it lies in its filter. */
    int[] weights() {
        int[] places = new int[channels * height * width];
        for (int i = 0; i < places.length; i++)
            places[i] = i / width % height * row + i % width * channels + i / (height * width);
        return places;
    }

    /** For each weight, counted so, how far its value is from the window's first in an image of channels × height × width. */
    int[] planeOffsets() {
        int[] offsets = new int[channels * height * width];
        for (int i = 0; i < offsets.length; i++)
            offsets[i] = i / (height * width) * imagePixels + i / width % height * imageWidth + i % width;
        return offsets;
    }

    /**
     * For each vector of so many rows of so many vectors, how far its values are from the window's first in an image of height
     * × width × channels.
     */
    int[] rowOffsets(int rows, int vectors) {
        int[] offsets = new int[rows * vectors];
        for (int i = 0; i < offsets.length; i++) offsets[i] = i / vectors * imageWidth * channels + i % vectors * COUNT;
        return offsets;
    }
}
