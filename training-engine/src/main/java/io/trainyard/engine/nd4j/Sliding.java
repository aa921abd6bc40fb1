package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Window;

/**
 * The positions of a window along one side of an image.
 *
 * @param side of the image
 */
record Sliding(int size, int stride, int padding, int side) {
    static Sliding rows(Window window, int height) {
        return new Sliding(
                window.size().height(),
                window.stride().height(),
                window.padding().height(),
                height);
    }

    static Sliding columns(Window window, int width) {
        return new Sliding(
                window.size().width(), window.stride().width(), window.padding().width(), width);
    }

    /** First place within the image. */
    int from(int position) {
        return Math.max(0, position * stride - padding);
    }

    /** Behind the last place within the image. */
    int end(int position) {
        return Math.min(side, position * stride - padding + size);
    }

    /** Places within the image and its padding, which a window that was rounded up may reach beyond. */
    int extent(int position) {
        int start = position * stride - padding;
        return Math.min(start + size, side + padding) - start;
    }
}
