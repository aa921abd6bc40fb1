package io.trainyard.engine.onednn;

import java.lang.foreign.ValueLayout;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/** The numbers of some tiles at all positions: positions × tiles × channels, before or after they are multiplied. */
final class WinogradProducts {
    private final Tensor tensor;
    private final int positions;
    private final int tiles;
    private final int channels;
    private final long position;

    WinogradProducts(int positions, int tiles, int channels) {
        this.positions = positions;
        this.tiles = tiles;
        this.channels = channels;
        // One line more, or the same number of all positions would be kept at the same place of the processor's cache.
        long numbers = (long) tiles * channels + Lane.NUMBERS;
        position = numbers * Float.BYTES;
        long[] sides = {positions, tiles, channels};
        tensor = Tensor.of(new memory.desc(sides, data_type.f32, new long[] {numbers, channels, 1}), sides);
    }

    Tensor tensor() {
        return tensor;
    }

    /** With channels and tiles changing places. */
    Tensor transposed() {
        long[] sides = {positions, channels, tiles};
        return tensor.as(
                new memory.desc(sides, data_type.f32, new long[] {position / Float.BYTES, 1, channels}), sides);
    }

    /** Bytes from a number to that of the next position. */
    long position() {
        return position;
    }

    /** Bytes from a tile to the next. */
    long tile() {
        return (long) channels * Float.BYTES;
    }

    /** Of the first position's number of a tile and a block of channels. */
    long address(int tile, int block) {
        long number = (long) tile * channels + (long) block * Lane.NUMBERS;
        return tensor.memory().address() + number * Float.BYTES;
    }

    /** Tiles from one on get zeros. */
    void clear(int first) {
        // Slices of the memory would be objects.
        for (int at = 0; at < positions; at++) {
            long start = at * position / Float.BYTES;
            for (long i = (long) first * channels; i < (long) tiles * channels; i++)
                tensor.memory().setAtIndex(ValueLayout.JAVA_FLOAT, start + i, 0);
        }
    }
}
