package io.trainyard.engine.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Stands in for a GPU: the arrays of ND4J's back end for the CPU, seen by Java only through copies. What an operation has left
 * is spoiled once it has been pulled, so that nothing works that relies on it.
 */
final class SeparateMemory implements Transfer {
    @Override
    public void push(HostCopy hostCopy) {
        far(hostCopy).copyFrom(hostCopy.copy());
    }

    @Override
    public void pull(HostCopy hostCopy) {
        MemorySegment far = far(hostCopy);
        hostCopy.copy().copyFrom(far);
        for (long i = 0; i < far.byteSize() / Float.BYTES; i++) far.setAtIndex(ValueLayout.JAVA_FLOAT, i, Float.NaN);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment far(HostCopy hostCopy) {
        return MemorySegment.ofAddress(hostCopy.address())
                .reinterpret(hostCopy.copy().byteSize());
    }
}
