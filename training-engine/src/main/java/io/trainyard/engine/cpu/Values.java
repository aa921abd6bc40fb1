package io.trainyard.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Numbers in memory one behind the other: floats or, where gradients are checked, doubles. */
public final class Values {
    private final MemorySegment memory;
    private final boolean doubles;
    private final long length;

    private Values(MemorySegment memory, boolean doubles) {
        this.memory = memory;
        this.doubles = doubles;
        length = memory.byteSize() / (doubles ? Double.BYTES : Float.BYTES);
    }

    public static Values floats(MemorySegment memory) {
        return new Values(memory, false);
    }

    public static Values doubles(MemorySegment memory) {
        return new Values(memory, true);
    }

    /** Part of the same memory. */
    public Values part(long offset, long count) {
        long size = doubles ? Double.BYTES : Float.BYTES;
        return new Values(memory.asSlice(offset * size, count * size), doubles);
    }

    public MemorySegment memory() {
        return memory;
    }

    public boolean isDoubles() {
        return doubles;
    }

    public long length() {
        return length;
    }

    public double get(long index) {
        return doubles
                ? memory.getAtIndex(ValueLayout.JAVA_DOUBLE, index)
                : memory.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    public void set(long index, double value) {
        if (doubles) memory.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
        else memory.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
    }

    public void add(long index, double value) {
        set(index, get(index) + value);
    }

    public void clear() {
        memory.fill((byte) 0);
    }

    /** Takes over floats from the beginning of other memory. */
    public void load(MemorySegment floats, long count) {
        if (doubles) for (long i = 0; i < count; i++) set(i, floats.getAtIndex(ValueLayout.JAVA_FLOAT, i));
        else MemorySegment.copy(floats, 0, memory, 0, count * Float.BYTES);
    }

    /** Copies the first numbers to the beginning of other memory, as floats. */
    public void store(MemorySegment floats, long count) {
        if (doubles) for (long i = 0; i < count; i++) floats.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) get(i));
        else MemorySegment.copy(memory, 0, floats, 0, count * Float.BYTES);
    }

    public float[] copy() {
        float[] values = new float[Math.toIntExact(length)];
        store(MemorySegment.ofArray(values), length);
        return values;
    }
}
