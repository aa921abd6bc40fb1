package io.trainyard.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.Stream;

/**
 * A stretch of the flat arrays to be worked on. The compiler vectorises loops over arrays of the heap with one index for all,
 * but not over segments of native memory, which might overlap: of those a block is a copy that stays in the first-level cache,
 * so that copying costs little beside the way to memory.
 */
final class Block {
    static final int LENGTH = 1024;

    final float[] parameters;
    final float[] gradient;
    final float[][] slots;
    final FiniteTrace trace;
    /** The first index to be worked on. */
    int from;
    /** The index after the last. */
    int to;

    private Block(float[] parameters, float[] gradient, float[][] slots) {
        this.parameters = parameters;
        this.gradient = gradient;
        this.slots = slots;
        trace = new FiniteTrace(parameters.length);
    }

    /** A block to copy to. */
    static Block ofCopies(int slots) {
        return new Block(new float[LENGTH], new float[LENGTH], new float[slots][LENGTH]);
    }

    /** The arrays themselves, which all segments of the memory are as a whole. */
    static Block inPlace(ParameterUpdate.Memory memory) {
        return new Block(
                array(memory.parameters()),
                array(memory.gradient()),
                memory.slots().stream().map(Block::array).toArray(float[][]::new));
    }

    /** Whether all that an update works on are whole arrays on the heap. */
    static boolean isOnHeap(ParameterUpdate.Memory memory) {
        return Stream.concat(Stream.of(memory.parameters(), memory.gradient()), memory.slots().stream())
                .allMatch(Block::isArray);
    }

    private static boolean isArray(MemorySegment segment) {
        return segment.heapBase().orElse(segment) instanceof float[] array
                && array.length * (long) Float.BYTES == segment.byteSize();
    }

    private static float[] array(MemorySegment segment) {
        return (float[]) segment.heapBase().orElseThrow();
    }

    static void load(MemorySegment source, long offset, float[] target, int count) {
        MemorySegment.copy(source, ValueLayout.JAVA_FLOAT, offset * Float.BYTES, target, 0, count);
    }

    static void store(float[] source, int from, MemorySegment target, long offset, int count) {
        MemorySegment.copy(source, from, target, ValueLayout.JAVA_FLOAT, offset * Float.BYTES, count);
    }
}
