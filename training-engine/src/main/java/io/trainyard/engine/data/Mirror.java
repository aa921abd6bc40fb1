package io.trainyard.engine.data;

import io.trainyard.contract.network.Shape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Mirrors images from left to right, eight pixels at a time: read in one byte order and written in the other, they are turned round. */
final class Mirror {
    private static final VarHandle FORWARDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BACKWARDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int width;
    private final byte[] mirrored;

    Mirror(Shape shape) {
        width = shape.width();
        mirrored = new byte[shape.size()];
    }

    /** All rows of an image; overwritten by the next one. */
    byte[] of(byte[] image) {
        mirror(image, mirrored, width);
        return mirrored;
    }

    /** Without fields, which the JVM would read again after each store: that takes five times as long. */
    private static void mirror(byte[] from, byte[] to, int width) {
        for (int row = 0; row < from.length; row += width) {
            int x = 0;
            for (; x <= width - Long.BYTES; x += Long.BYTES)
                FORWARDS.set(to, row + width - Long.BYTES - x, (long) BACKWARDS.get(from, row + x));
            for (; x < width; x++) to[row + width - 1 - x] = from[row + x];
        }
    }
}
