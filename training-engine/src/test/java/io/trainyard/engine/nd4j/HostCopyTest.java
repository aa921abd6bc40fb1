package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class HostCopyTest {
    private static final int STEPS = 3;
    private static final Program PROGRAM = Programs.with(
            Programs.with(
                    Programs.classifier(
                            new Shape(2, 8, 8),
                            4,
                            new Convolution(4, 3, 1, 1),
                            new BatchNormalization(),
                            new Relu(),
                            new MaxPooling(2, 2),
                            new Add(List.of(List.of(new Convolution(4, 3, 1, 1)), List.of())),
                            new Concat(List.of(
                                    List.of(new Convolution(4, Extent.of(3), Extent.of(1), Extent.of(1), 1, 2, false)),
                                    List.of(new Convolution(2, 1, 1, 0)))),
                            new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))),
                            new Dropout(.5),
                            new Flatten(),
                            new Dense(5),
                            new Relu(),
                            new Dense(3)),
                    new UpdateSpec(1, .9)),
            new OptimizerSpec.Adam(.001, .9, .999, 1e-8, 0, true));

    @Test
    void networkOnSeparateMemoryComputesTheSameBits() {
        try (Nd4jNetwork shared = network(Optional.empty());
                Nd4jNetwork separate = network(Optional.of(new SeparateMemory()))) {
            for (int step = 0; step < STEPS; step++) {
                // The last batch of an epoch is smaller.
                Batch batch = Programs.batch(PROGRAM, step == 1 ? 3 : 4);
                shared.step(batch, Programs.SETTINGS);
                separate.step(batch, Programs.SETTINGS);
            }

            assertThat(scores(separate)).isEqualTo(scores(shared));
            for (State state : State.values())
                assertThat(separate.read(state)).as(state.name()).isEqualTo(shared.read(state));
            assertThat(separate.bytes()).isEqualTo(shared.bytes());
        }
    }

    private static Nd4jNetwork network(Optional<Transfer> transfer) {
        Nd4jNetwork network = new Nd4jNetwork(PROGRAM, new Buffers(DataType.FLOAT, transfer));
        Programs.begin(network, PROGRAM);
        return network;
    }

    private static float[] scores(Nd4jNetwork network) {
        float[] scores = new float[12];
        network.evaluate(Programs.batch(PROGRAM), scores);
        return scores;
    }
}
