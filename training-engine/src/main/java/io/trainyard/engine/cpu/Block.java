package io.trainyard.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A stretch of the flat arrays, copied to the heap to be worked on. The compiler vectorises loops over arrays, which cannot
 * overlap, but not over segments of native memory, which might; a block stays in the first-level cache, so that the copies
 * cost little beside the way to memory.
 */
final class Block {
    static final int LENGTH = 1024;

    final float[] parameters = new float[LENGTH];
    final float[] gradient = new float[LENGTH];
    final float[][] slots;
    int count;

    Block(int slots) {
        this.slots = new float[slots][LENGTH];
    }

    static void load(MemorySegment source, long offset, float[] target, int count) {
        MemorySegment.copy(source, ValueLayout.JAVA_FLOAT, offset * Float.BYTES, target, 0, count);
    }

    static void store(float[] source, MemorySegment target, long offset, int count) {
        MemorySegment.copy(source, 0, target, ValueLayout.JAVA_FLOAT, offset * Float.BYTES, count);
    }
}
