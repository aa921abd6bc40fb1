package io.trainyard.engine.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Direct access from Java to the memory of a dense array in C order, of floats or doubles. */
final class HostView {
    private final INDArray array;
    private final MemorySegment memory;
    private final boolean doubles;
    private final int length;

    /** The array must own its memory: the address of a view's data is that of the whole. */
    @SuppressWarnings("restricted")
    HostView(INDArray array) {
        // Holding the array keeps its memory from being given back.
        this.array = array;
        doubles = array.dataType() == DataType.DOUBLE;
        length = Math.toIntExact(array.length());
        long bytes = (long) length * (doubles ? Double.BYTES : Float.BYTES);
        memory = MemorySegment.ofAddress(array.data().address()).reinterpret(bytes);
    }

    private HostView(INDArray array, MemorySegment memory, boolean doubles, int length) {
        this.array = array;
        this.memory = memory;
        this.doubles = doubles;
        this.length = length;
    }

    /** Part of the same memory. */
    HostView part(int offset, int count) {
        long size = doubles ? Double.BYTES : Float.BYTES;
        return new HostView(array, memory.asSlice(offset * size, count * size), doubles, count);
    }

    INDArray array() {
        return array;
    }

    int length() {
        return length;
    }

    double get(int index) {
        return doubles
                ? memory.getAtIndex(ValueLayout.JAVA_DOUBLE, index)
                : memory.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    void set(int index, double value) {
        if (doubles) memory.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
        else memory.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
    }

    /** Copies the first values of an array in. */
    void fill(float[] values, int count) {
        if (doubles) for (int i = 0; i < count; i++) set(i, values[i]);
        else MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, 0, count);
    }

    float[] copy() {
        float[] values = new float[length];
        if (doubles) for (int i = 0; i < length; i++) values[i] = (float) get(i);
        else MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT, 0, values, 0, length);
        return values;
    }
}
