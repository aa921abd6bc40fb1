package io.trainyard.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerProbeTest {
    private static final int BATCH = 40;
    private static final Program PROGRAM = Programs.classifier(
            new Shape(1, 4, 4), BATCH, new Convolution(5, 3, 1, 0), new Relu(), new Flatten(), new Dense(3));
    private static final int RELU = 1;

    /** More than are looked at. */
    private static final TestImages IMAGES = new TestImages() {
        private final Batch batch = Programs.batch(PROGRAM);

        @Override
        public int count() {
            return 300;
        }

        @Override
        public int capacity() {
            return BATCH;
        }

        @Override
        public Batch batch(int first, int size) {
            batch.resize(size);
            for (int i = 0; i < size * 16; i++) batch.setPixel(i, (float) Math.sin(first * 16 + i));
            return batch;
        }
    };

    @Test
    void looksAtTheFirstImagesInQuartersOfABatch() {
        List<Integer> sizes = new ArrayList<>();
        try (TrainableNetwork network = Programs.start(new Nd4jDevice(), PROGRAM)) {
            LayerStatistics layers =
                    LayerProbe.measure(new TrainedNetwork(PROGRAM, watched(network, sizes), IMAGES), 1);

            assertThat(sizes).hasSize(26).endsWith(10, 6).allMatch(size -> size <= 10);
            assertThat(layers.relus()).containsExactly(ofWholeBatches(network));
        }
    }

    private static LayerStatistics.ReluColumn ofWholeBatches(TrainableNetwork network) {
        Network.Node node = PROGRAM.network().nodes().get(RELU);
        ReluCount count = new ReluCount(node);
        for (int first = 0; first < 256; first += 32) {
            network.inspect(IMAGES.batch(first, 32), new float[32 * 3]);
            count.add(network.activation(RELU).orElseThrow());
        }
        return count.column();
    }

    private static TrainableNetwork watched(TrainableNetwork network, List<Integer> sizes) {
        return (TrainableNetwork) Proxy.newProxyInstance(
                LayerProbeTest.class.getClassLoader(),
                new Class<?>[] {TrainableNetwork.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("inspect")) sizes.add(((Batch) arguments[0]).size());
                    return method.invoke(network, arguments);
                });
    }
}
