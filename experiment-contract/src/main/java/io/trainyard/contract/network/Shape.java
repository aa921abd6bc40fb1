package io.trainyard.contract.network;

import io.trainyard.contract.validation.Checks;

/**
 * The shape of one example between two layers: channels × height × width, or a vector, which is n × 1 × 1. The batch is
 * not part of it.
 */
public record Shape(int channels, int height, int width) {
    public Shape {
        new Checks()
                .between(channels, 1, 1 << 24, "channels")
                .between(height, 1, 1 << 14, "height")
                .between(width, 1, 1 << 14, "width")
                .require(
                        (long) channels * height * width <= Integer.MAX_VALUE,
                        "",
                        "gives more than " + Integer.MAX_VALUE + " values for one example")
                .throwIfAny();
    }

    public static Shape vector(int size) {
        return new Shape(size, 1, 1);
    }

    public int size() {
        return channels * height * width;
    }

    public boolean isVector() {
        return height == 1 && width == 1;
    }

    @Override
    public String toString() {
        return isVector() ? Integer.toString(channels) : channels + "×" + height + "×" + width;
    }
}
