package io.trainyard.engine;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Images;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Small data and runs for tests. */
final class TestRuns {
    /** The reference on one thread: nothing to choose, so that nothing is measured. */
    static final Devices REFERENCE =
            new Devices(List.of(new Nd4jDevice()), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());

    private static final int SIDE = 28;

    private TestRuns() {}

    /** Images of one bright row each: the row tells the class. */
    static Dataset rows() {
        DatasetInfo info = Datasets.find("mnist").orElseThrow();
        return new Dataset(info, rows(150, 1), rows(90, 2));
    }

    private static Images rows(int count, int seed) {
        byte[] labels = new byte[count];
        RandomStream random = new RandomStream(seed, Purpose.SYNTHETIC_IMAGE, 0, 0);
        byte[] pixels = noise(count, random);
        for (int image = 0; image < count; image++) {
            labels[image] = (byte) random.nextInt(10);
            drawRow(pixels, image, 4 + 2 * labels[image]);
        }
        return Images.classified(pixels, labels);
    }

    /** Images and labels that have nothing to do with one another. */
    static Dataset noise() {
        byte[] labels = new byte[60];
        RandomStream random = new RandomStream(3, Purpose.SYNTHETIC_IMAGE, 0, 0);
        for (int i = 0; i < labels.length; i++) labels[i] = (byte) random.nextInt(10);
        Images images = Images.classified(noise(labels.length, random), labels);
        return new Dataset(Datasets.find("mnist").orElseThrow(), images, images);
    }

    /** Images of one bright row each: its distance from the middle is the number to tell. */
    static Dataset heights() {
        DatasetInfo info = Datasets.find("rotated-digits").orElseThrow();
        return new Dataset(info, heights(150, 1), heights(90, 2));
    }

    private static Images heights(int count, int seed) {
        float[] heights = new float[count];
        RandomStream random = new RandomStream(seed, Purpose.SYNTHETIC_IMAGE, 0, 0);
        byte[] pixels = noise(count, random);
        for (int image = 0; image < count; image++) {
            int row = random.nextInt(SIDE);
            heights[image] = 3f * (row - SIDE / 2);
            drawRow(pixels, image, row);
        }
        return Images.measured(pixels, heights);
    }

    private static byte[] noise(int count, RandomStream random) {
        byte[] pixels = new byte[count * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) random.nextInt(60);
        return pixels;
    }

    private static void drawRow(byte[] pixels, int image, int row) {
        for (int x = 0; x < SIDE; x++) pixels[(image * SIDE + row) * SIDE + x] = (byte) 230;
    }

    /** With dropout, augmentation, a schedule, momentum, averages and weight decay: all that has state or draws numbers. */
    static RunSpecBuilder everything(long seed, double learningRate) {
        return everything(new DatasetSpec("mnist", 0, 70), seed, learningRate);
    }

    /** Every fifth of the training images is held out. */
    static RunSpecBuilder heldOut(long seed, double learningRate) {
        return everything(new DatasetSpec("mnist", 0, 70, false, .2), seed, learningRate);
    }

    private static RunSpecBuilder everything(DatasetSpec dataset, long seed, double learningRate) {
        NetworkSpec network = new NetworkSpec.Layers(List.of(
                new LayerSpec.Convolution(3, 5, 2, 1),
                new LayerSpec.Relu(),
                new LayerSpec.MaxPooling(2, 2),
                new LayerSpec.Convolution(4, 3, 1, 0),
                new LayerSpec.Relu(),
                new LayerSpec.Flatten(),
                new LayerSpec.Dropout(.25),
                new LayerSpec.Dense(10)));
        return everything(network, dataset)
                .optimizer(new OptimizerSpec.Sgd(learningRate, .9, 1e-3))
                .seed(seed);
    }

    static RunSpecBuilder everything(NetworkSpec network, DatasetSpec dataset) {
        return RunSpec.of("run", network, dataset)
                .schedule(new ScheduleSpec.Cosine())
                .update(new UpdateSpec(5, .9))
                .batchSize(32)
                .epochs(4)
                .pixelPermutationSeed(3)
                .augmentation(new AugmentationSpec(2, true, 10, 3))
                .initialization(Initialization.HE);
    }

    static RunSpec spec(long seed, double learningRate) {
        return everything(seed, learningRate).build();
    }

    /** The reference, which adds what it shall run to a list. */
    static ComputeDevice watched(List<Program> programs) {
        return reference(programs::add, network -> network);
    }

    /** The reference, which adds what it is told with each step to a list. */
    static ComputeDevice telling(List<StepSettings> told) {
        return reference(program -> {}, network -> (TrainableNetwork) Proxy.newProxyInstance(
                TestRuns.class.getClassLoader(),
                new Class<?>[] {TrainableNetwork.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("step")) told.add((StepSettings) arguments[1]);
                    return method.invoke(network, arguments);
                }));
    }

    private static ComputeDevice reference(Consumer<Program> compiled, UnaryOperator<TrainableNetwork> around) {
        return new ComputeDevice() {
            private final ComputeDevice reference = new Nd4jDevice();

            @Override
            public Device id() {
                return reference.id();
            }

            @Override
            public String name() {
                return reference.name();
            }

            @Override
            public Optional<String> objection(Program program) {
                return reference.objection(program);
            }

            @Override
            public long bytes(Program program) {
                return reference.bytes(program);
            }

            @Override
            public TrainableNetwork compile(Program program) {
                compiled.accept(program);
                return around.apply(reference.compile(program));
            }
        };
    }

    /** Asked as often as it can be. */
    static StepListener patient(StepListener listener) {
        return new StepListener() {
            @Override
            public boolean afterSteps(StepProgress progress) {
                return listener.afterSteps(progress);
            }

            @Override
            public Duration interval() {
                return Duration.ZERO;
            }
        };
    }
}
