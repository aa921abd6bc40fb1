package io.trainyard.engine.nd4j;

import io.trainyard.contract.Device;
import io.trainyard.contract.Precision;
import io.trainyard.engine.device.CheckedNetwork;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The reference that other devices are compared with: ND4J's operations for convolutions and products of matrices, plain Java
 * that follows the formulas for the rest. ND4J computes on the CPU or, in a distribution for GPUs, on one of these. The bits
 * of a result depend on the number of threads.
 */
public final class Nd4jDevice implements ComputeDevice {
    static final ThreadTurns THREADS = new ThreadTurns(Nd4jDevice::limitProcess, Nd4jDevice::limitCaller);

    private final DataType type;

    public Nd4jDevice() {
        this(DataType.FLOAT);
    }

    /** Doubles are for checking gradients. */
    Nd4jDevice(DataType type) {
        this.type = type;
    }

    @Override
    public Device id() {
        return Device.ND4J;
    }

    @Override
    public String name() {
        return Gpu.isWanted() ? Gpu.name() : "ND4J CPU";
    }

    @Override
    public Optional<String> objection(Program program) {
        if (program.precision() != Precision.FP32) return Optional.of("computes in single precision only");
        return Objections.to(program.network());
    }

    @Override
    public long bytes(Program program) {
        return Nd4jMemory.bytes(program, type);
    }

    @Override
    public TrainableNetwork compile(Program program) {
        return new CheckedNetwork(program, compileNetwork(program));
    }

    Nd4jNetwork compileNetwork(Program program) {
        objection(program).ifPresent(objection -> {
            throw new IllegalArgumentException(name() + " " + objection);
        });
        return new Nd4jNetwork(program, new Buffers(type, Transfer.ofBackEnd()));
    }

    /** ND4J's own loops have two limits, the BLAS library a third one. On a GPU these would limit its threads. */
    private static void limitProcess(int threads) {
        if (!Nd4j.getEnvironment().isCPU()) return;
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }

    private static void limitCaller(int threads) {
        if (!Nd4j.getEnvironment().isCPU()) return;
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
}
