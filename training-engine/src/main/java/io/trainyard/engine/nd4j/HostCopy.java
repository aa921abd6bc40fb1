package io.trainyard.engine.nd4j;

import java.lang.foreign.MemorySegment;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers that exist twice: where ND4J computes, which Java cannot reach, and where Java does. Between two operations only
 * Java's are right: each operation pushes what it reads and pulls what it wrote, and relies on nothing that an earlier one
 * left. So no two of them need to agree on who wrote last, not even about parts of one array.
 *
 * @param array of ND4J
 * @param address of the array's numbers in the memory in which ND4J computes
 * @param copy Java's numbers, as many bytes
 */
record HostCopy(INDArray array, long address, MemorySegment copy, Transfer transfer) {
    void push() {
        transfer.push(this);
    }

    void pull() {
        transfer.pull(this);
    }

    /** A part of the numbers, which ND4J has as an array of its own. */
    HostCopy part(INDArray part, long offset, long bytes) {
        return new HostCopy(part, address + offset, copy.asSlice(offset, bytes), transfer);
    }
}
