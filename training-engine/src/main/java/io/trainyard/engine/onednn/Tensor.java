package io.trainyard.engine.onednn;

import java.lang.foreign.MemorySegment;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/** Numbers in a layout: examples × channels × height × width for values and their gradients. */
final class Tensor {
    private final memory.desc layout;
    private final long[] sides;
    private final data_type type;
    private final Buffer buffer;

    /**
     * @param layout of the numbers in the buffer
     * @param sides outermost first
     */
    Tensor(memory.desc layout, long[] sides, Buffer buffer) {
        if (layout.get_size() > buffer.bytes())
            throw new IllegalArgumentException(
                    "a tensor of " + layout.get_size() + " bytes in memory of " + buffer.bytes());
        this.layout = layout;
        this.sides = sides.clone();
        this.buffer = buffer;
        type = type(layout);
    }

    static Tensor of(memory.desc layout, long[] sides) {
        return new Tensor(layout, sides, new Buffer(layout.get_size(), Buffer.Life.WHILE_USED));
    }

    /** JavaCPP's enums come from native code as copies, which {@code ==} tells apart. */
    static data_type type(memory.desc layout) {
        return layout.get_data_type().intern();
    }

    memory.desc layout() {
        return layout;
    }

    long[] sides() {
        return sides;
    }

    data_type type() {
        return type;
    }

    Buffer buffer() {
        return buffer;
    }

    /** A new tensor of the same layout. */
    Tensor twin() {
        return of(layout, sides);
    }

    /** The same numbers, seen differently. */
    Tensor as(memory.desc otherLayout, long... otherSides) {
        return new Tensor(otherLayout, otherSides, buffer);
    }

    /** Some of the numbers, from one on that lies so many numbers behind the first. */
    Tensor part(long from, memory.desc itsLayout, long... itsSides) {
        long size = memory.data_type_size(type);
        return new Tensor(itsLayout, itsSides, buffer.part(from * size, itsLayout.get_size()));
    }

    boolean isLaidOutAs(memory.desc wanted) {
        return layout.equals(wanted);
    }

    /** Whether the numbers lie one behind the other in the order of their indexes. */
    boolean isPlain() {
        return isLaidOutAs(plain(type, sides));
    }

    MemorySegment memory() {
        return buffer.memory();
    }

    long count() {
        long count = 1;
        for (long side : sides) count *= side;
        return count;
    }

    /** Numbers one behind the other. */
    static memory.desc plain(data_type type, long... sides) {
        format_tag tag = switch (sides.length) {
            case 1 -> format_tag.a;
            case 2 -> format_tag.ab;
            case 3 -> format_tag.abc;
            case 4 -> format_tag.abcd;
            case 5 -> format_tag.abcde;
            default -> throw new IllegalArgumentException("no tensor has " + sides.length + " sides");
        };
        return new memory.desc(sides, type, tag);
    }

    /** A layout that a primitive may choose. */
    static memory.desc free(data_type type, long... sides) {
        return new memory.desc(sides, type, format_tag.any);
    }
}
