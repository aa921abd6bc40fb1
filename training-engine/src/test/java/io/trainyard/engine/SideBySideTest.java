package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two runs of one process that want different numbers of threads, as a worker with two slots has them. */
class SideBySideTest {
    private static final int STEPS = 40;
    private static final Program PROGRAM = Programs.classifier(
            new Shape(3, 16, 16),
            16,
            new Convolution(8, 3, 1, 0),
            new Relu(),
            new MaxPooling(2, 2),
            new Convolution(8, 3, 1, 0),
            new Relu(),
            new Flatten(),
            new Dense(40),
            new Relu(),
            new Dense(3));

    static List<ComputeDevice> devices() {
        return List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    @ParameterizedTest
    @MethodSource("devices")
    void runsGetTheBitsThatTheyGetAlone(ComputeDevice device) throws ExecutionException, InterruptedException {
        float[] one = parameters(device, 1);
        float[] two = parameters(device, 2);

        try (ExecutorService slots = Executors.newFixedThreadPool(2)) {
            Future<float[]> first = slots.submit(() -> parameters(device, 1));
            Future<float[]> second = slots.submit(() -> parameters(device, 2));

            assertThat(first.get()).isEqualTo(one);
            assertThat(second.get()).isEqualTo(two);
        }
    }

    private static float[] parameters(ComputeDevice device, int threads) {
        Program program = PROGRAM.withThreads(threads);
        Batch batch = Programs.batch(program);
        try (TrainableNetwork network = Programs.start(device, program)) {
            for (int i = 0; i < STEPS; i++) network.step(batch, new StepSettings(.05, 7, 1, i, i));
            return network.read(State.PARAMETERS);
        }
    }
}
