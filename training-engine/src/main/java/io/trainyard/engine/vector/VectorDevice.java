package io.trainyard.engine.vector;

import io.trainyard.contract.Device;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.Precision;
import io.trainyard.engine.device.CheckedNetwork;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.Optional;

/**
 * Kernels in Java on the JDK's Vector API, for networks so small that calling a library costs more than computing:
 * sequences of convolutions of stride 1, dense layers, ReLU, 2 × 2 max pooling and dropout. The API is an incubating module,
 * which the program must have been started with; without it, or with short vectors, the device objects to everything.
 */
public final class VectorDevice implements ComputeDevice {
    private static final String MODULE = "jdk.incubator.vector";

    @Override
    public Device id() {
        return Device.VECTOR;
    }

    @Override
    public String name() {
        return hasModule() ? "Java vectors of " + Lanes.COUNT + " floats" : "Java vectors";
    }

    private static boolean hasModule() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    @Override
    public Optional<String> objection(Program program) {
        if (!hasModule()) return Optional.of("needs the Java option --add-modules " + MODULE);
        if (Lanes.COUNT != 8 && Lanes.COUNT != 16) return Optional.of("needs vectors of 256 or 512 bits");
        if (program.precision() != Precision.FP32) return Optional.of("computes in single precision only");
        boolean classifies =
                program.targets() == Program.Targets.CLASSES && program.loss().type() == LossSpec.Type.CROSS_ENTROPY;
        return classifies ? Stages.objection(program.network()) : Optional.of("knows no loss but cross-entropy");
    }

    /** All its memory is on the heap. */
    @Override
    public long bytes(Program program) {
        return 0;
    }

    @Override
    public long bytesOnHeap(Program program) {
        return Footprint.bytes(program);
    }

    /** Vectors are objects until the kernels are compiled, which makes steps a hundred times slower. */
    @Override
    public int warmUpSteps() {
        return 200;
    }

    @Override
    public TrainableNetwork compile(Program program) {
        objection(program).ifPresent(objection -> {
            throw new IllegalArgumentException(name() + " " + objection);
        });
        return new CheckedNetwork(program, new VectorNetwork(program));
    }
}
