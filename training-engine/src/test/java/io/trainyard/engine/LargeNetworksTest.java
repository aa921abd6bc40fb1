package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the contract allows is compiled, in a time that grows with its layers and not with the ways through them. */
class LargeNetworksTest {
    private static final Shape SMALL = new Shape(1, 2, 2);

    static List<ComputeDevice> devices() {
        return List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    static Stream<ComputeDevice> devicesWithBranches() {
        return Stream.of(new Nd4jDevice(), new OneDnnDevice());
    }

    @ParameterizedTest
    @MethodSource("devices")
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void thousandsOfLayersInARowAreTrained(ComputeDevice device) {
        List<LayerSpec> layers = new ArrayList<>(List.of(new Flatten()));
        while (layers.size() < 2998) {
            layers.add(new Dense(3));
            layers.add(new Relu());
        }
        layers.add(new Dense(3));

        train(device, Programs.of(Network.of(SMALL, 3, layers), 2));
    }

    /** A buffer takes the place of the one before it again and again. */
    @ParameterizedTest
    @MethodSource("devicesWithBranches")
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void asManyActivationsInARowAsAreAllowedAreTrained(ComputeDevice device) {
        List<LayerSpec> layers = new ArrayList<>(List.of(new Flatten(), new Dense(3)));
        while (layers.size() < 4999) layers.add(new Tanh());
        layers.add(new Dense(3));

        train(device, Programs.of(Network.of(SMALL, 3, layers), 2));
    }

    /** Whether only dense layers see the vector hangs on all that lies between. */
    @Test
    void flattenIsFollowedByThousandsOfLayers() {
        List<LayerSpec> layers = new ArrayList<>(List.of(new Flatten()));
        while (layers.size() < 4999) layers.add(new Relu());
        layers.add(new Dense(3));

        train(new OneDnnDevice(), Programs.of(Network.of(SMALL, 3, layers), 2));
    }

    /** There are 2^500 ways through these layers. */
    @ParameterizedTest
    @MethodSource("devicesWithBranches")
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void residualBlocksInARowAreTrained(ComputeDevice device) {
        List<LayerSpec> layers = new ArrayList<>(List.of(new Flatten(), new Dense(3)));
        for (int i = 0; i < 500; i++) layers.add(new Add(List.of(List.of(new Dense(3), new Tanh()), List.of())));
        layers.add(new Dense(3));

        train(device, Programs.of(Network.of(SMALL, 3, layers), 2));
    }

    private static void train(ComputeDevice device, Program program) {
        assertThat(device.objection(program)).isEmpty();
        try (TrainableNetwork network = Programs.start(device, program)) {
            network.step(Programs.batch(program), Programs.SETTINGS);

            assertThat(network.takeOutcome().firstBadStep()).isEmpty();
            float[] scores = new float[program.evaluationSize() * 3];
            network.evaluate(Programs.batch(program), scores);
            for (float score : scores) assertThat(score).isFinite();
        }
    }

    @Test
    void networksAtRandomGiveTheSameScoresOnEveryDevice() {
        int compared = 0;
        for (int seed = 0; seed < 150; seed++) {
            Optional<Network> network = random(new Random(seed));
            if (network.isEmpty()) continue;
            Program program = Programs.of(network.get(), 4);
            float[] reference = scores(new Nd4jDevice(), program);
            for (ComputeDevice device : List.of(new OneDnnDevice(), new VectorDevice())) {
                if (device.objection(program).isPresent()) continue;
                assertThat(scores(device, program))
                        .as(
                                "seed %d on %s: %s",
                                seed, device.name(), network.get().nodes())
                        .containsExactly(reference, Offset.offset(1e-4f));
                compared++;
            }
        }

        assertThat(compared).isGreaterThan(40);
    }

    private static float[] scores(ComputeDevice device, Program program) {
        try (TrainableNetwork network = Programs.start(device, program)) {
            float[] scores = new float[program.batchSize() * 3];
            network.evaluate(Programs.batch(program), scores);
            network.step(Programs.batch(program), Programs.SETTINGS);
            assertThat(network.takeOutcome().firstBadStep()).as(device.name()).isEmpty();
            return scores;
        }
    }

    private static Optional<Network> random(Random random) {
        Shape image = new Shape(1 + random.nextInt(3), 1 + random.nextInt(9), 1 + random.nextInt(9));
        List<LayerSpec> layers = list(random, random.nextInt(5), 2);
        layers.add(random.nextInt(4) == 0 ? new GlobalAveragePooling() : new Flatten());
        if (random.nextBoolean()) layers.addAll(List.of(new Dense(1 + random.nextInt(6)), new Relu()));
        layers.add(new Dense(3));
        try {
            return Optional.of(Network.of(image, 3, layers));
        } catch (InvalidSpecException doesNotFit) {
            return Optional.empty();
        }
    }

    private static List<LayerSpec> list(Random random, int count, int depth) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) layers.add(layer(random, depth));
        return layers;
    }

    private static LayerSpec layer(Random random, int depth) {
        int filters = 1 + random.nextInt(5);
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> new Convolution(filters, 1 + random.nextInt(4), 1 + random.nextInt(2), random.nextInt(3));
            case 1 -> new Convolution(filters, 3, 1, 0);
            case 2, 3 -> pooling(random);
            case 4 -> new BatchNormalization();
            case 5 -> new Relu();
            case 6 -> new Padding(random.nextInt(2), random.nextInt(2));
            case 7 -> new Tanh();
            case 8 -> new Add(List.of(list(random, random.nextInt(3), depth - 1), List.of(new Relu())));
            default -> new Concat(List.of(list(random, random.nextInt(3), depth - 1), List.of(new Tanh()), List.of()));
        };
    }

    /** Often larger than what it slides over, as only windows that are rounded up may be. */
    private static LayerSpec pooling(Random random) {
        int size = 2 + random.nextInt(3);
        Extent extent = Extent.of(size);
        Extent stride = Extent.of(1 + random.nextInt(3));
        Extent padding = Extent.of(random.nextInt(size / 2 + 1));
        return random.nextBoolean()
                ? new MaxPooling(extent, stride, padding, random.nextInt(3) > 0)
                : new AveragePooling(extent, stride, padding, random.nextInt(3) > 0);
    }
}
