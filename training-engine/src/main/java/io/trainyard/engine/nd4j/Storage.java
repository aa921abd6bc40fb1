package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An array in two views of the same memory, which belongs to {@link Buffers}: for ND4J's operations and for Java.
 *
 * @param array dense, in C order
 */
record Storage(INDArray array, Values values) {
    /** The first numbers behind an offset, in a shape of their own. */
    Storage part(long offset, long... shape) {
        long length = 1;
        for (long side : shape) length *= side;
        INDArray part = array.reshape(array.length())
                .get(NDArrayIndex.interval(offset, offset + length))
                .reshape('c', shape);
        return new Storage(part, values.part(offset, length));
    }
}
