package io.trainyard.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.evidence.LayerStatistics.ReluColumn;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import io.trainyard.engine.vector.VectorDevice;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What there is to see of a network does not depend on what a device computes together. */
class SameEvidenceTest {
    private static final int CLASSES = 10;
    /** Relative to the greatest value of a layer. */
    private static final double TOLERANCE = 1e-4;
    /** A value within rounding of zero may count as zero on one device only. */
    private static final float SHARE = .002f;

    /** A network with what it is fed with: few images where it is large. */
    record Case(String preset, Shape image, int images) {
        Program program() {
            Network network = new NetworkSpec.Preset(preset).resolve(image, CLASSES);
            return Programs.of(network, images);
        }
    }

    static Stream<Arguments> cases() {
        Shape digit = new Shape(1, 28, 28);
        Shape picture = new Shape(3, 32, 32);
        return Stream.of(
                        new Case("fc2layer", digit, 8),
                        new Case("small-cnn", digit, 8),
                        new Case("lenet5", digit, 8),
                        new Case("tutorial-net", picture, 8),
                        new Case("vgg11-bn", picture, 2),
                        new Case("resnet18", picture, 2),
                        new Case("googlenet", picture, 2))
                .flatMap(one -> Stream.of(new OneDnnDevice(), new VectorDevice())
                        .filter(device -> device.objection(one.program()).isEmpty())
                        .map(device -> Arguments.of(one, device)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void mapsAndDeadUnitsAreThoseOfTheReference(Case one, ComputeDevice device) {
        Program program = one.program();
        try (TrainableNetwork network = Programs.start(device, program);
                TrainableNetwork reference = Programs.start(new Nd4jDevice(), program)) {
            assertSameMaps(
                    FeatureMaps.of(trained(program, network), 1), FeatureMaps.of(trained(program, reference), 1));
            assertSameRelus(
                    LayerProbe.measure(trained(program, network), 1).relus(),
                    LayerProbe.measure(trained(program, reference), 1).relus());
        }
    }

    private static void assertSameMaps(List<TileSet> maps, List<TileSet> expected) {
        assertThat(maps)
                .extracting(TileSet::name)
                .isEqualTo(expected.stream().map(TileSet::name).toList());
        for (int i = 0; i < maps.size(); i++) {
            float[] values = expected.get(i).values();
            double greatest = 0;
            for (float value : values) greatest = Math.max(greatest, Math.abs(value));
            assertThat(maps.get(i).values()).as(maps.get(i).name()).containsExactly(values, within((float)
                    (TOLERANCE * greatest)));
        }
    }

    private static void assertSameRelus(List<ReluColumn> relus, List<ReluColumn> expected) {
        assertThat(relus)
                .extracting(ReluColumn::node)
                .isEqualTo(expected.stream().map(ReluColumn::node).toList());
        for (int i = 0; i < relus.size(); i++)
            assertThat(relus.get(i).zeros().getFirst())
                    .as(relus.get(i).node())
                    .isCloseTo(expected.get(i).zeros().getFirst(), within(SHARE));
    }

    private static TrainedNetwork trained(Program program, TrainableNetwork network) {
        Batch batch = Programs.batch(program);
        return new TrainedNetwork(program, network, new Noise(batch, program.batchSize()));
    }

    /** As many images as a batch has. */
    private record Noise(Batch batch, int count) implements TestImages {
        @Override
        public int capacity() {
            return count;
        }

        @Override
        public Batch batch(int first, int size) {
            batch.resize(size);
            RandomStream random = new RandomStream(5, Purpose.SYNTHETIC_IMAGE, 0, first);
            for (int i = 0; i < size * batch.pixelsPerImage(); i++) batch.setPixel(i, (float) random.nextGaussian());
            return batch;
        }
    }
}
