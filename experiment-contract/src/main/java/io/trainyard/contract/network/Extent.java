package io.trainyard.contract.network;

/** A height and a width, such as those of a kernel; one number on the wire where both are equal. */
public record Extent(int height, int width) {
    /** A square's. */
    public static Extent of(int side) {
        return new Extent(side, side);
    }

    boolean isWithin(int min, int max) {
        return height >= min && width >= min && height <= max && width <= max;
    }

    @Override
    public String toString() {
        return height == width ? Integer.toString(height) : height + "×" + width;
    }
}
