package io.trainyard.engine.data;

import io.trainyard.contract.network.Shape;
import java.util.Arrays;

/**
 * Turns images about their centre: each pixel is a mean of the four around the point that it comes from (bilinear), with black
 * outside. In whole numbers, 16 bits of a coordinate behind the point and 8 of a weight, so that every machine gives the same.
 */
final class Rotation {
    private static final int FRACTION = 16;
    private static final double ONE = 1 << FRACTION;
    private static final int WEIGHT_BITS = 8;
    private static final int WHOLE = 1 << WEIGHT_BITS;

    private final Shape shape;
    private final int paddedWidth;
    /** One channel with a black pixel around it. */
    private final byte[] padded;

    private final byte[] turned;

    Rotation(Shape shape) {
        this.shape = shape;
        paddedWidth = shape.width() + 2;
        padded = new byte[paddedWidth * (shape.height() + 2)];
        Arrays.fill(padded, Images.BLACK);
        turned = new byte[shape.size()];
    }

    /**
     * All channels of an image; overwritten by the next one.
     *
     * @param degrees clockwise, as y points down
     */
    byte[] turn(byte[] image, double degrees) {
        double angle = StrictMath.toRadians(degrees);
        int cos = (int) Math.round(StrictMath.cos(angle) * ONE);
        int sin = (int) Math.round(StrictMath.sin(angle) * ONE);
        for (int channel = 0; channel < shape.channels(); channel++) {
            int plane = channel * shape.height() * shape.width();
            for (int y = 0; y < shape.height(); y++)
                System.arraycopy(image, plane + y * shape.width(), padded, (y + 1) * paddedWidth + 1, shape.width());
            for (int y = 0; y < shape.height(); y++) turnRow(y, plane + y * shape.width(), cos, sin);
        }
        return turned;
    }

    private void turnRow(int y, int to, int cos, int sin) {
        // Twice the distance from the centre is a whole number; the coordinates are those in the padded channel.
        int dx = 1 - shape.width();
        int dy = 2 * y + 1 - shape.height();
        int sourceX = ((cos * dx + sin * dy) >> 1) + ((shape.width() + 1) << (FRACTION - 1));
        int sourceY = ((cos * dy - sin * dx) >> 1) + ((shape.height() + 1) << (FRACTION - 1));
        for (int x = 0; x < shape.width(); x++) {
            turned[to + x] = sample(sourceX, sourceY);
            sourceX += cos;
            sourceY -= sin;
        }
    }

    private byte sample(int sourceX, int sourceY) {
        int x = sourceX >> FRACTION;
        int y = sourceY >> FRACTION;
        if (x < 0 || x > shape.width() || y < 0 || y > shape.height()) return Images.BLACK;
        int right = (sourceX >> (FRACTION - WEIGHT_BITS)) & (WHOLE - 1);
        int low = (sourceY >> (FRACTION - WEIGHT_BITS)) & (WHOLE - 1);
        int at = y * paddedWidth + x;
        int upper = padded[at] * (WHOLE - right) + padded[at + 1] * right;
        int lower = padded[at + paddedWidth] * (WHOLE - right) + padded[at + paddedWidth + 1] * right;
        int sum = upper * (WHOLE - low) + lower * low;
        return (byte) ((sum + (1 << (2 * WEIGHT_BITS - 1))) >> (2 * WEIGHT_BITS));
    }
}
