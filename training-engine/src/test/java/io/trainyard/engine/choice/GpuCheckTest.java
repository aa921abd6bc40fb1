package io.trainyard.engine.choice;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.Device;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.nd4j.UnusableGpuException;
import io.trainyard.engine.onednn.OneDnnDevice;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GpuCheckTest {
    private static final ComputeDevice CPU = new OneDnnDevice();

    private record Gpu(Function<Program, TrainableNetwork> compiler) implements ComputeDevice {
        @Override
        public Device id() {
            return Device.ND4J;
        }

        @Override
        public String name() {
            return "ND4J CUDA 11 on Tesla T4";
        }

        @Override
        public Optional<String> objection(Program program) {
            return Optional.empty();
        }

        @Override
        public long bytes(Program program) {
            return CPU.bytes(program);
        }

        @Override
        public TrainableNetwork compile(Program program) {
            return compiler.apply(program);
        }
    }

    @Test
    void deviceThatComputesWhatTheCpuDoesPasses() {
        assertThatCode(() -> GpuCheck.compare(new Nd4jDevice(), CPU)).doesNotThrowAnyException();
    }

    @Test
    void deviceThatForgetsTheMomentumIsRefused() {
        Gpu forgetful = new Gpu(program -> CPU.compile(Programs.with(program, new OptimizerSpec.Sgd(.1, 0, 0))));

        assertThatThrownBy(() -> GpuCheck.compare(forgetful, CPU))
                .isInstanceOf(UnusableGpuException.class)
                .hasMessageMatching(
                        "ND4J CUDA 11 on Tesla T4 did not train a small network as the CPU does: its results"
                                + " differ from the CPU's by 0\\.\\d+ of their size\\. Use another driver .*");
    }

    @Test
    void deviceThatFailsIsRefusedWithItsReason() {
        Gpu failing = new Gpu(program -> {
            throw new IllegalStateException("no kernel image is available for execution on the device");
        });

        assertThatThrownBy(() -> GpuCheck.compare(failing, CPU))
                .isInstanceOf(UnusableGpuException.class)
                .hasMessageContaining("as the CPU does: no kernel image is available for execution on the device. Use");
    }
}
