package io.trainyard.engine.safetensors;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A tensor of 32-bit floats.
 *
 * @param name unique within the file, such as {@code 3.weight}
 * @param shape its sides, outermost first
 * @param values in C order, from the buffer's position 0 to its end; the memory belongs to whoever made it
 */
public record NamedTensor(String name, List<Integer> shape, FloatBuffer values) {
    public NamedTensor {
        shape = List.copyOf(shape);
        if (values.capacity() != shape.stream().reduce(1, Math::multiplyExact))
            throw new IllegalArgumentException(values.capacity() + " numbers for the shape " + shape + " of " + name);
    }

    /** How many numbers it has. */
    public int size() {
        return values.capacity();
    }
}
