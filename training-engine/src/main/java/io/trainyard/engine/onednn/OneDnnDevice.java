package io.trainyard.engine.onednn;

import io.trainyard.contract.Device;
import io.trainyard.contract.Precision;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.device.CheckedNetwork;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.Optional;

/**
 * oneDNN's kernels on the CPU: floats everywhere, or bf16 for values and the weights that they meet while parameters,
 * gradients and the optimizer stay floats. Same program, machine and threads: same bits.
 */
public final class OneDnnDevice implements ComputeDevice {
    @Override
    public Device id() {
        return Device.ONEDNN;
    }

    @Override
    public String name() {
        return OneDnn.name();
    }

    @Override
    public Optional<String> objection(Program program) {
        Optional<String> missing = OneDnn.objection();
        if (missing.isPresent()) return missing;
        if (program.precision() == Precision.BF16 && !OneDnn.hasBf16())
            return Optional.of("this processor has no instructions for bf16");
        try {
            bytes(program);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("oneDNN cannot run this network: " + e.getMessage());
        }
    }

    @Override
    public long bytes(Program program) {
        OpenMp.useThreads(program.threads());
        try (Blueprint blueprint = new Blueprint(program, new Tally())) {
            return blueprint.bytes();
        }
    }

    @Override
    public TrainableNetwork compile(Program program) {
        objection(program).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return new CheckedNetwork(program, new OneDnnNetwork(program));
    }
}
