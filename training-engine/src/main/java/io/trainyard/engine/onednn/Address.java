package io.trainyard.engine.onednn;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Pointer;

/**
 * A pointer for native code to memory that Java owns. There is no other way from one to the other: what is too short, is not
 * there yet or is there no more gets no address.
 */
final class Address extends Pointer {
    /** Of memory that is to have so many bytes. */
    static Address of(MemorySegment memory, long bytes) {
        Address address = new Address();
        address.move(memory, 0, bytes);
        return address;
    }

    /** To nowhere, until it is moved. */
    static Address later() {
        return new Address();
    }

    /** To so many bytes that begin at an offset. */
    void move(MemorySegment memory, long offset, long bytes) {
        if (!memory.isNative() || memory.address() == 0)
            throw new IllegalStateException("native code was to work on memory that it cannot reach");
        if (!memory.scope().isAlive()) throw new IllegalStateException("native code was to work on memory given back");
        if (offset < 0 || bytes > memory.byteSize() - offset)
            throw new IllegalStateException(
                    "native code was to work on " + bytes + " bytes from " + offset + " of " + memory.byteSize());
        address = memory.address() + offset;
    }
}
