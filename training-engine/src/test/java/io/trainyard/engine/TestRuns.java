package io.trainyard.engine;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Images;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.List;
import java.util.OptionalLong;

/** Small data and runs for tests. */
final class TestRuns {
    private TestRuns() {}

    /** Images of one bright row each: the row tells the class. */
    static Dataset rows() {
        DatasetInfo info = Datasets.find("mnist").orElseThrow();
        return new Dataset(info, images(150, 1), images(90, 2));
    }

    private static Images images(int count, int seed) {
        int side = 28;
        byte[] pixels = new byte[count * side * side];
        byte[] labels = new byte[count];
        RandomStream random = new RandomStream(seed, Purpose.SYNTHETIC_IMAGE, 0, 0);
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) random.nextInt(60);
        for (int image = 0; image < count; image++) {
            labels[image] = (byte) random.nextInt(10);
            int row = 4 + 2 * labels[image];
            for (int x = 0; x < side; x++) pixels[(image * side + row) * side + x] = (byte) 230;
        }
        return new Images(pixels, labels);
    }

    /** With dropout, augmentation, a schedule, momentum and weight decay: all that has state or draws numbers. */
    static RunSpec spec(long seed, double learningRate) {
        NetworkSpec network = new NetworkSpec.Layers(List.of(
                new LayerSpec.Convolution(3, 5, 2, 1),
                new LayerSpec.Relu(),
                new LayerSpec.MaxPooling(2, 2),
                new LayerSpec.Convolution(4, 3, 1, 0),
                new LayerSpec.Relu(),
                new LayerSpec.Flatten(),
                new LayerSpec.Dropout(.25),
                new LayerSpec.Dense(10)));
        return new RunSpec(
                "run",
                network,
                new DatasetSpec("mnist", 0, 70),
                LossSpec.CROSS_ENTROPY,
                new OptimizerSpec.Sgd(learningRate, .9, 1e-3),
                new ScheduleSpec.Cosine(),
                32,
                4,
                seed,
                OptionalLong.of(3),
                new AugmentationSpec(2, true),
                Initialization.HE,
                Device.AUTO,
                Precision.FP32);
    }
}
