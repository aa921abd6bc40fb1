package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.PointerScope;

/** Numbers in plain order that tensors are copied to and from, whatever their layout and type. Not for steps. */
final class Floats {
    private static final long ALIGNMENT = 64;

    private Floats() {}

    static void put(float[] source, int offset, MemorySegment target, int count) {
        MemorySegment.copy(source, offset, target, ValueLayout.JAVA_FLOAT, 0, count);
    }

    static void get(MemorySegment source, float[] target, int offset, int count) {
        MemorySegment.copy(source, ValueLayout.JAVA_FLOAT, 0, target, offset, count);
    }

    /** @param plain layout of the floats */
    static void write(MemorySegment floats, memory.desc plain, MemorySegment target, memory.desc layout) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source =
                    floats.isNative() ? floats : beside(floats, arena).copyFrom(floats);
            convert(source, plain, target, layout);
        }
    }

    /** @param plain layout of the floats */
    static void read(MemorySegment source, memory.desc layout, MemorySegment floats, memory.desc plain) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = floats.isNative() ? floats : beside(floats, arena);
            convert(source, layout, target, plain);
            if (!floats.isNative()) floats.copyFrom(target);
        }
    }

    /** Room outside the heap, where alone oneDNN reaches it. */
    private static MemorySegment beside(MemorySegment floats, Arena arena) {
        return arena.allocate(floats.byteSize(), ALIGNMENT);
    }

    private static void convert(MemorySegment from, memory.desc fromLayout, MemorySegment to, memory.desc toLayout) {
        try (PointerScope _ = new PointerScope()) {
            memory source = new memory(fromLayout, OneDnn.ENGINE, Address.of(from, fromLayout.get_size()));
            memory target = new memory(toLayout, OneDnn.ENGINE, Address.of(to, toLayout.get_size()));
            IntMemoryMap arguments = new IntMemoryMap();
            arguments.put(DNNL_ARG_FROM, source);
            arguments.put(DNNL_ARG_TO, target);
            new reorder(source, target).execute(OneDnn.STREAM, arguments);
            OneDnn.STREAM._wait();
        }
    }
}
