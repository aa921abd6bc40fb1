package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An array in two views, for ND4J's operations and for Java. Both are of the same memory, which belongs to {@link Buffers},
 * unless ND4J computes in another one than Java reaches.
 *
 * @param array dense, in C order
 * @param hostCopy of the numbers, where these exist twice
 */
record Storage(INDArray array, Values values, Optional<HostCopy> hostCopy) {
    /** The first numbers behind an offset, in a shape of their own. */
    Storage part(long offset, long... shape) {
        long length = 1;
        for (long side : shape) length *= side;
        INDArray part = array.reshape(array.length())
                .get(NDArrayIndex.interval(offset, offset + length))
                .reshape('c', shape);
        Values seen = values.part(offset, length);
        long skipped = seen.memory().address() - values.memory().address();
        return new Storage(
                part,
                seen,
                hostCopy.map(whole -> whole.part(part, skipped, seen.memory().byteSize())));
    }
}
