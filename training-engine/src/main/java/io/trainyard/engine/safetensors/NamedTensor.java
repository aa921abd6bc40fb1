package io.trainyard.engine.safetensors;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;

/**
 * A tensor of 32-bit floats.
 *
 * @param name unique within the file, such as {@code 3.weight}
 * @param shape its sides, outermost first
 * @param values fills memory with its numbers, in C order, when it is written
 */
public record NamedTensor(String name, List<Integer> shape, Consumer<MemorySegment> values) {
    public NamedTensor {
        shape = List.copyOf(shape);
    }

    /** In bytes. */
    long size() {
        return size(shape);
    }

    static long size(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(Float.BYTES, Math::multiplyExact);
    }
}
