package io.trainyard.engine.nd4j;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.memory.pointers.PagedPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Copies to and from a GPU by {@code cudaMemcpy}. It runs in CUDA's default stream, which waits for the streams of ND4J's
 * operations and they for it, so that a copy sees what was computed before.
 */
final class CudaTransfer implements Transfer {
    private static final int TO_GPU = 1;
    private static final int FROM_GPU = 2;

    private final NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();

    @Override
    public void push(HostCopy hostCopy) {
        // ND4J keeps a copy in Java's reach by itself, which nobody writes: it must not take that one for the newer.
        Nd4j.getAffinityManager().tagLocation(hostCopy.array(), Location.DEVICE);
        copy(gpu(hostCopy), java(hostCopy), hostCopy.copy().byteSize(), TO_GPU);
    }

    @Override
    public void pull(HostCopy hostCopy) {
        copy(java(hostCopy), gpu(hostCopy), hostCopy.copy().byteSize(), FROM_GPU);
    }

    private static Pointer gpu(HostCopy hostCopy) {
        return new PagedPointer(hostCopy.address());
    }

    private static Pointer java(HostCopy hostCopy) {
        return new PagedPointer(hostCopy.copy().address());
    }

    private void copy(Pointer to, Pointer from, long bytes, int direction) {
        if (natives.memcpySync(to, from, bytes, direction, null) == 0)
            throw new IllegalStateException((direction == TO_GPU ? "copying to" : "copying from") + " the GPU failed: "
                    + natives.lastErrorMessage());
    }
}
