package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory of a network: taken once, zero at first, given back together. */
final class Buffers implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final DataType type;
    private final Optional<Transfer> transfer;
    private final List<INDArray> arrays = new ArrayList<>();
    /** Ends what Java sees of the arrays with them; what Java has a copy of is taken from it. */
    private final Arena arena = Arena.ofShared();

    private long bytes;

    /**
     * @param transfer between Java's memory and ND4J's, where these are two
     */
    Buffers(DataType type, Optional<Transfer> transfer) {
        this.type = type;
        this.transfer = transfer;
    }

    DataType type() {
        return type;
    }

    /** A flat array. */
    @SuppressWarnings("restricted")
    Storage array(long length) {
        // ND4J knows no array of length 0 that has an address.
        if (length == 0) return new Storage(Nd4j.empty(type), values(MemorySegment.NULL), Optional.empty());
        INDArray array = Nd4j.create(type, length);
        arrays.add(array);
        long size = length * type.width();
        bytes += size;
        long address = array.data().platformAddress();
        Optional<HostCopy> hostCopy =
                transfer.map(found -> new HostCopy(array, address, arena.allocate(size, ALIGNMENT), found));
        MemorySegment memory = hostCopy.map(HostCopy::copy)
                .orElseGet(() -> MemorySegment.ofAddress(address).reinterpret(size, arena, null));
        return new Storage(array, values(memory), hostCopy);
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
        if (!arena.scope().isAlive()) return;
        arrays.forEach(INDArray::close);
        arrays.clear();
        arena.close();
    }
}
