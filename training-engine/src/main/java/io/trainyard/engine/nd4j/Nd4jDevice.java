package io.trainyard.engine.nd4j;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.TrainableNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's operations on the CPU. They use as many threads as {@code OMP_NUM_THREADS} says, by default one: networks of this
 * size gain little from more, and two threads that share a core with somebody else are many times slower than one. The bits
 * of a result depend on the number.
 */
public final class Nd4jDevice implements ComputeDevice {
    private final DataType type;
    private final int threads = wantedThreads();

    public Nd4jDevice() {
        this(DataType.FLOAT);
    }

    /** Doubles are for checking gradients. */
    Nd4jDevice(DataType type) {
        this.type = type;
        // Four places count threads: ND4J's own loops (two limits), OpenMP, and the BLAS library.
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }

    private static int wantedThreads() {
        try {
            return Math.max(1, Integer.parseInt(System.getenv().getOrDefault("OMP_NUM_THREADS", "1")));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    @Override
    public String name() {
        return "ND4J CPU, " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public TrainableNetwork compile(Network network, OptimizerSpec optimizer) {
        return compileNetwork(network, optimizer);
    }

    Nd4jNetwork compileNetwork(Network network, OptimizerSpec optimizer) {
        return new Nd4jNetwork(network, optimizer, type);
    }
}
