package io.trainyard.contract.network;

import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.InvalidSpecException;

/**
 * A window that slides over an image.
 *
 * @param size of the window, with the gaps that dilation leaves
 * @param stride between two neighbouring positions
 * @param padding added on both sides
 * @param roundUp whether a last window that reaches past the border counts
 */
public record Window(Extent size, Extent stride, Extent padding, boolean roundUp) {
    private static final int MAX_SIZE = 1024;
    /** Sees a single value. */
    public static final Window POINT = new Window(Extent.of(1), Extent.of(1), Extent.of(0), false);

    static Checks check(Extent size, Extent stride, Extent padding, String sizeField) {
        return new Checks()
                .require(size.isWithin(1, MAX_SIZE), sizeField, "must be from 1 to " + MAX_SIZE + ", but was " + size)
                .require(
                        stride.isWithin(1, MAX_SIZE), "stride", "must be from 1 to " + MAX_SIZE + ", but was " + stride)
                .require(
                        padding.isWithin(0, MAX_SIZE),
                        "padding",
                        "must be from 0 to " + MAX_SIZE + ", but was " + padding);
    }

    /**
     * The positions over an image: (n + 2p − f)/s + 1 along each side, rounded down or up, as PyTorch counts them. Rounded up,
     * the only window may be larger than the image, by less than a stride.
     */
    Shape slide(int channels, Shape input, String sizeField) {
        int rows = positions(input.height(), size.height(), stride.height(), padding.height());
        int columns = positions(input.width(), size.width(), stride.width(), padding.width());
        if (rows < 1 || columns < 1)
            throw new InvalidSpecException(
                    sizeField,
                    "is " + size + ", larger than its input of " + input.height() + "×" + input.width()
                            + (padding.equals(Extent.of(0)) ? "" : " with its padding of " + padding));
        return new Shape(channels, rows, columns);
    }

    private int positions(int side, int window, int step, int pad) {
        int free = side + 2 * pad - window;
        int positions = Math.floorDiv(roundUp ? free + step - 1 : free, step) + 1;
        // A window that starts behind the image and its left padding sees nothing.
        return roundUp && (positions - 1) * step >= side + pad ? positions - 1 : positions;
    }
}
