package io.trainyard.engine.device;

import io.trainyard.contract.Device;
import java.util.Optional;

/** Something that networks are trained on. */
public interface ComputeDevice {
    Device id();

    /** For people, such as {@code ND4J CPU, 2 threads}. */
    String name();

    /** Why the device cannot run a program, for people; empty if it can. */
    Optional<String> objection(Program program);

    /** Bytes of the buffers that {@link #compile} takes outside the heap, exactly. */
    long bytes(Program program);

    /** Bytes that {@link #compile} takes of the heap at most, beside small objects. */
    default long bytesOnHeap(Program program) {
        return 0;
    }

    /** Bytes that are free now where the device keeps its networks: the host's memory, if it has none of its own. */
    default long freeMemory() {
        return HostMemory.free();
    }

    /** Steps after which the JVM has compiled what a step runs; 0 where that is native code. */
    default int warmUpSteps() {
        return 0;
    }

    /**
     * Prepares a program. All of the network's {@link State} is zero until it is written.
     *
     * @throws IllegalArgumentException if the device has an objection
     */
    TrainableNetwork compile(Program program);
}
