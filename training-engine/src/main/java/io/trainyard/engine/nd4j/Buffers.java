package io.trainyard.engine.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The arrays of a network or a plan: made once, zero at first, given back together. */
final class Buffers implements AutoCloseable {
    private final DataType type;
    private final List<INDArray> arrays = new ArrayList<>();

    Buffers(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    INDArray array(long... shape) {
        INDArray array = Nd4j.create(type, shape);
        arrays.add(array);
        return array;
    }

    /** Part of a flat array, in a shape of its own, on the same memory. */
    static INDArray view(INDArray flat, int offset, long... shape) {
        long length = 1;
        for (long side : shape) length *= side;
        return flat.get(NDArrayIndex.interval(offset, offset + length)).reshape('c', shape);
    }

    @Override
    public void close() {
        arrays.forEach(INDArray::close);
        arrays.clear();
    }
}
