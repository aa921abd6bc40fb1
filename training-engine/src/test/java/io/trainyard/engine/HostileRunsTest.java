package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Gelu;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Sigmoid;
import io.trainyard.contract.network.LayerSpec.Silu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.engine.choice.DeviceException;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Images;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that nobody should want. Each ends as a run may end, with words for the researcher, and leaves nothing behind that the next
 * run would notice in a single bit.
 */
class HostileRunsTest {
    private static final String COMPLETED = "completed";
    private static final String WARNED = "completed: The run diverged: the learning rate is too high.*";
    private static final String NUMERIC = "numeric: training diverged in epoch \\d, step \\d+: .* no longer finite; .*";
    private static final String DIVERGED = NUMERIC + "|" + WARNED;
    /** Where a few bits decide, which no two devices share. */
    private static final String ANY = COMPLETED + "|" + DIVERGED;

    private static final String MEMORY = "memory: training needs .* on .*, but only .* are free: .*";
    private static final String CONFIGURATION = "configuration: no device can train this run: .*";
    private static final long PLENTY = Long.MAX_VALUE;
    private static final Dataset ROWS = TestRuns.rows();
    private static final Dataset NOISE = TestRuns.noise();
    /** The greatest that a run may have. */
    private static final double RATE = 1e3;

    private static final RunSpec CALM =
            layers(new Flatten(), new Dense(12), new Relu(), new Dense(10)).build();
    private static final Map<Device, float[]> UNDISTURBED = new EnumMap<>(Device.class);

    /**
     * A run that asks for trouble.
     *
     * @param memory that it may take
     * @param ending as a regular expression
     */
    record Case(String name, RunSpec spec, Dataset data, long memory, String ending) {
        Case(String name, RunSpecBuilder spec, String ending) {
            this(name, spec.build(), NOISE, PLENTY, ending);
        }

        Case(String name, Dataset data, String ending) {
            this(name, CALM, data, PLENTY, ending);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Case> list() {
        LayerSpec[] plain = {new Flatten(), new Dense(12), new Relu(), new Dense(10)};
        LayerSpec[] deep = {
            new Flatten(), new Dense(8), new Relu(), new Dense(8), new Relu(), new Dense(8), new Relu(), new Dense(10)
        };
        LayerSpec[] linear = {new Flatten(), new Dense(8), new Dense(8), new Dense(8), new Dense(10)};
        LayerSpec[] convolving = {
            new Convolution(4, 5, 1, 0), new Relu(), new MaxPooling(2, 2), new Flatten(), new Dense(10)
        };
        LayerSpec[] normalized = {
            new Convolution(4, 3, 2, 1), new BatchNormalization(), new Relu(), new Flatten(), new Dense(10)
        };
        OptimizerSpec adam = new OptimizerSpec.Adam(RATE, .9, .999, 1e-8, 0, false);
        List<Case> cases = new ArrayList<>(List.of(
                new Case("greatest rate, deep", sgd(RATE, linear).batchSize(2), NUMERIC),
                new Case("greatest rate, deep with ReLU", sgd(RATE, deep).batchSize(2), ANY),
                new Case("greatest rate with ReLU", sgd(RATE, plain).batchSize(2), ANY),
                new Case(
                        "greatest rate of a linear layer",
                        sgd(RATE, new Flatten(), new Dense(10)).batchSize(2),
                        DIVERGED),
                new Case("greatest rate of a convolution", sgd(RATE, convolving).batchSize(2), ANY),
                new Case(
                        "greatest rate behind a normalisation",
                        sgd(RATE, normalized).batchSize(2),
                        ANY),
                new Case("greatest rate of Adam", layers(plain).optimizer(adam), DIVERGED),
                new Case("greatest rate, clipped", sgd(RATE, plain).update(new UpdateSpec(1, 0)), ANY),
                new Case(
                        "greatest rate, averaged",
                        sgd(RATE, plain).update(new UpdateSpec(0, .9)).batchSize(2),
                        ANY),
                new Case("batch of 1", layers(convolving).batchSize(1), COMPLETED),
                new Case("batch of 1, normalised", layers(normalized).batchSize(1), COMPLETED),
                new Case("batch of more than there is", layers(plain).batchSize(1000), COMPLETED),
                new Case("nearly all dropped", layers(new Flatten(), new Dropout(.99), new Dense(10)), COMPLETED),
                new Case("images of one colour", constant(), COMPLETED),
                new Case("one image", first(1), COMPLETED),
                new Case("one class", oneClass(), COMPLETED)));
        cases.addAll(List.of(
                new Case(
                        "greatest rate with GELU",
                        sgd(RATE, activated(new Gelu())).batchSize(2),
                        ANY),
                new Case(
                        "greatest rate with SiLU",
                        sgd(RATE, activated(new Silu())).batchSize(2),
                        ANY),
                new Case(
                        "greatest rate with tanh",
                        sgd(RATE, activated(new Tanh())).batchSize(2),
                        ANY),
                new Case(
                        "greatest rate with sigmoid",
                        sgd(RATE, activated(new Sigmoid())).batchSize(2),
                        ANY),
                new Case(
                        "greatest rate of squared errors",
                        sgd(RATE, linear).loss(LossSpec.MEAN_SQUARED_ERROR).batchSize(2),
                        ANY),
                new Case(
                        "greatest rate of absolute errors",
                        sgd(RATE, linear)
                                .loss(new LossSpec(LossSpec.Type.MEAN_ABSOLUTE_ERROR, 0))
                                .batchSize(2),
                        ANY),
                new Case(
                        "greatest rate of RMSprop",
                        layers(plain).optimizer(new OptimizerSpec.RmsProp(RATE, .9, 0, 1e-8, 0)),
                        DIVERGED),
                new Case(
                        "greatest rate beside a residual",
                        sgd(
                                        RATE,
                                        new Flatten(),
                                        new Dense(8),
                                        new Add(List.of(List.of(new Dense(8)), List.of())),
                                        new Dense(10))
                                .batchSize(2),
                        ANY),
                new Case(
                        "greatest rate behind neighbours",
                        sgd(
                                        RATE,
                                        new Convolution(4, 5, 1, 0),
                                        new LocalResponseNormalization(5, 1e-4, .75, 2),
                                        new Relu(),
                                        new GlobalAveragePooling(),
                                        new Flatten(),
                                        new Dense(10))
                                .batchSize(2),
                        ANY),
                new Case(
                        "as much momentum as there may be",
                        layers(plain).optimizer(new OptimizerSpec.Sgd(1, .999, 0)),
                        ANY),
                new Case(
                        "batch of 1, nearly all dropped",
                        layers(new Flatten(), new Dropout(.99), new Dense(10)).batchSize(1),
                        COMPLETED),
                new Case(
                        "greatest rate of a number to tell",
                        RunSpec.of(
                                        "run",
                                        new NetworkSpec.Layers(List.of(new Flatten(), new Dense(8), new Dense(1))),
                                        new DatasetSpec("rotated-digits", 0, 40))
                                .optimizer(new OptimizerSpec.Sgd(RATE, 0, 0))
                                .batchSize(2)
                                .build(),
                        TestRuns.heights(),
                        PLENTY,
                        NUMERIC),
                new Case(
                        "one number to tell",
                        RunSpec.of(
                                        "run",
                                        new NetworkSpec.Layers(
                                                List.of(new Flatten(), new Dense(12), new Relu(), new Dense(1))),
                                        new DatasetSpec("rotated-digits", 0, 40))
                                .batchSize(32)
                                .epochs(2)
                                .build(),
                        sameHeight(),
                        PLENTY,
                        COMPLETED)));
        cases.add(new Case(
                "huge layer",
                layers(new Flatten(), new Dense(1 << 20), new Dense(10)).build(),
                ROWS,
                1 << 30,
                MEMORY));
        cases.add(new Case("tiny memory", CALM, ROWS, 1000, MEMORY));
        return cases;
    }

    static Stream<Arguments> cases() {
        return Stream.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice())
                .flatMap(device -> list().stream().map(one -> Arguments.of(one, device.id(), device)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cases")
    void endsAsARunMayEndAndTheNextOneIsUndisturbed(Case hostile, Device id, ComputeDevice device) throws IOException {
        float[] undisturbed = UNDISTURBED.computeIfAbsent(id, any -> parameters(device));

        String ending = ending(hostile, device);

        assertThat(ending).matches(hostile.ending() + (id == Device.VECTOR ? "|" + CONFIGURATION : ""));
        assertThat(parameters(device)).as("the next run").isEqualTo(undisturbed);
    }

    private static float[] parameters(ComputeDevice device) {
        try (TrainingRun run = TrainingRun.start(CALM, ROWS, only(device, PLENTY))) {
            run.trainEpoch(StepListener.NONE);
            return run.parameters();
        }
    }

    /** As the worker tells it: with the kind of the failure, and the evidence of what is completed. */
    private static String ending(Case hostile, ComputeDevice device) throws IOException {
        try (TrainingRun run = TrainingRun.start(hostile.spec(), hostile.data(), only(device, hostile.memory()))) {
            while (!run.isFinished()) {
                run.trainEpoch(StepListener.NONE);
                run.evidence().layers(run.epochsCompleted());
            }
            for (Artifact file : run.evidence().files(EvidenceListener.NONE))
                file.content().writeTo(OutputStream.nullOutputStream());
            return run.warning().map(warning -> COMPLETED + ": " + warning).orElse(COMPLETED);
        } catch (NumericException e) {
            return "numeric: " + e.getMessage();
        } catch (MemoryException e) {
            return "memory: " + e.getMessage();
        } catch (DeviceException e) {
            return "configuration: " + e.getMessage();
        }
    }

    private static Devices only(ComputeDevice device, long memory) {
        return new Devices(List.of(device), new Limits(1, memory), Measurements.inMemory());
    }

    private static RunSpecBuilder layers(LayerSpec... layers) {
        return RunSpec.of("run", new NetworkSpec.Layers(List.of(layers)), new DatasetSpec("mnist", 0, 40))
                .initialization(Initialization.HE)
                .batchSize(32)
                .epochs(2);
    }

    private static RunSpecBuilder sgd(double rate, LayerSpec... layers) {
        return layers(layers).optimizer(new OptimizerSpec.Sgd(rate, 0, 0));
    }

    private static LayerSpec[] activated(LayerSpec activation) {
        return new LayerSpec[] {new Flatten(), new Dense(12), activation, new Dense(12), activation, new Dense(10)};
    }

    /** Of which nothing is to be told apart. */
    private static Dataset sameHeight() {
        float[] heights = new float[60];
        Arrays.fill(heights, 7);
        byte[] pixels = new byte[heights.length * 28 * 28];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (31 * i);
        Images images = Images.measured(pixels, heights);
        return new Dataset(Datasets.find("rotated-digits").orElseThrow(), images, images);
    }

    private static Dataset constant() {
        byte[] labels = new byte[60];
        for (int i = 0; i < labels.length; i++) labels[i] = (byte) (i % 10);
        return dataset(Images.classified(new byte[labels.length * 28 * 28], labels));
    }

    private static Dataset first(int count) {
        byte[] pixels = new byte[count * 28 * 28];
        Arrays.fill(pixels, (byte) 77);
        return dataset(Images.classified(pixels, new byte[count]));
    }

    private static Dataset oneClass() {
        byte[] pixels = new byte[60 * 28 * 28];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (31 * i);
        byte[] labels = new byte[60];
        Arrays.fill(labels, (byte) 4);
        return dataset(Images.classified(pixels, labels));
    }

    private static Dataset dataset(Images images) {
        return new Dataset(Datasets.find("mnist").orElseThrow(), images, images);
    }
}
