package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory of a network: taken once, zero at first, given back together. */
final class Buffers implements AutoCloseable {
    private final DataType type;
    private final List<INDArray> arrays = new ArrayList<>();
    private long bytes;

    Buffers(DataType type) {
        this.type = type;
    }

    /** A flat array. */
    @SuppressWarnings("restricted")
    Storage array(long length) {
        // ND4J knows no array of length 0 that has an address.
        if (length == 0) return new Storage(Nd4j.empty(type), values(MemorySegment.NULL));
        INDArray array = Nd4j.create(type, length);
        arrays.add(array);
        long size = length * type.width();
        bytes += size;
        return new Storage(
                array, values(MemorySegment.ofAddress(array.data().address()).reinterpret(size)));
    }

    private Values values(MemorySegment memory) {
        return type == DataType.DOUBLE ? Values.doubles(memory) : Values.floats(memory);
    }

    /** Taken so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        arrays.forEach(INDArray::close);
        arrays.clear();
    }
}
