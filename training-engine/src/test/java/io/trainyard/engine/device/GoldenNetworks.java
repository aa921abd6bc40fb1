package io.trainyard.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Gelu;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LeakyRelu;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Sigmoid;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program.Refinements;
import io.trainyard.engine.device.Program.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Small networks of several families, and what PyTorch makes of them: see {@code pytorch/golden.py} in the resources. */
public final class GoldenNetworks {
    private static final int SIZE = 4;
    private static final Extent ONE = Extent.of(1);
    private static final Extent TWO = Extent.of(2);
    private static final Extent NONE = Extent.of(0);

    private GoldenNetworks() {}

    public static List<String> names() {
        return List.of("classic", "residual", "inception");
    }

    /** Compares loss, gradient, three steps and an evaluation. */
    public static void verify(ComputeDevice device, String name, float tolerance) {
        Program program = program(name);
        Map<String, float[]> expected = expected(name);
        Batch batch = batch(program);
        try (TrainableNetwork network = device.compile(program)) {
            ParameterLayout layout = ParameterLayout.of(program.network());
            network.write(State.PARAMETERS, parameters(layout.parameters()));
            network.write(State.RUNNING_STATISTICS, ParameterInitializer.statistics(layout));
            for (int step = 0; step < 3; step++) {
                network.step(batch, new StepSettings(.05, 1, 1, step, step));
                float loss = (float) network.takeOutcome().lossSum() / SIZE;
                if (step > 0) continue;
                verify("loss", new float[] {loss}, expected, tolerance);
                verify("gradient", network.read(State.GRADIENT), expected, tolerance);
            }
            verify("parameters", network.read(State.PARAMETERS), expected, tolerance);
            verify("statistics", network.read(State.RUNNING_STATISTICS), expected, tolerance);
            float[] scores = new float[SIZE * program.network().outputs()];
            network.evaluate(batch, scores);
            verify("scores", scores, expected, tolerance);
        }
    }

    private static void verify(String what, float[] actual, Map<String, float[]> golden, float tolerance) {
        float[] expected = Objects.requireNonNull(golden.get(what), what);
        assertThat(actual).as(what).containsExactly(expected, within(tolerance));
    }

    public static Program program(String name) {
        Network network = switch (name) {
            case "classic" -> Network.of(new Shape(2, 9, 8), 3, classic());
            case "residual" -> Network.of(new Shape(3, 6, 6), 3, residual());
            case "inception" -> Network.of(new Shape(2, 7, 7), 3, inceptions());
            default -> throw new IllegalArgumentException(name);
        };
        return new Program(
                network,
                Targets.CLASSES,
                new LossSpec(LossSpec.Type.CROSS_ENTROPY, .1),
                new OptimizerSpec.Sgd(.05, .9, .01),
                Refinements.NONE,
                Precision.FP32,
                SIZE,
                1);
    }

    private static List<LayerSpec> classic() {
        return List.of(
                new Convolution(4, new Extent(3, 2), new Extent(2, 1), new Extent(1, 0), 1, 1, true),
                new LocalResponseNormalization(3, .5, .75, 1),
                new Relu(),
                new MaxPooling(Extent.of(3), TWO, ONE, true),
                new Convolution(6, Extent.of(3), ONE, TWO, 2, 2, true),
                new Gelu(),
                new AveragePooling(TWO, TWO, ONE, true),
                new Flatten(),
                new Dense(4),
                new Sigmoid(),
                new Dense(3));
    }

    private static List<LayerSpec> residual() {
        return List.of(
                plain(3, 3, 1),
                new BatchNormalization(),
                new Relu(),
                new Add(List.of(List.of(plain(3, 3, 1), new BatchNormalization(.3, 1e-5), new Relu()), List.of())),
                new LeakyRelu(.2),
                new Add(List.of(
                        List.of(plain(4, 3, 2), new BatchNormalization()),
                        List.of(plain(4, 1, 2), new BatchNormalization()))),
                new Relu(),
                new GlobalAveragePooling(),
                new Dense(3));
    }

    private static List<LayerSpec> inceptions() {
        return List.of(
                new Padding(1, 1),
                new Convolution(3, 3, 2, 1),
                new Tanh(),
                inception(),
                new AuxiliaryClassifier(
                        .3, List.of(new AdaptiveAveragePooling(new Extent(2, 3)), new Flatten(), new Dense(3))),
                inception(),
                new AdaptiveAveragePooling(new Extent(3, 2)),
                new Flatten(),
                new Dense(3));
    }

    private static LayerSpec inception() {
        return new Concat(List.of(
                List.of(new Convolution(2, 1, 1, 0), new Relu()),
                List.of(new Convolution(2, 1, 1, 0), new Relu(), new Convolution(3, 3, 1, 1), new Relu()),
                List.of(new MaxPooling(Extent.of(3), ONE, ONE, false), new Convolution(1, 1, 1, 0), new Relu())));
    }

    private static Convolution plain(int filters, int kernel, int stride) {
        Extent padding = kernel == 1 ? NONE : ONE;
        return new Convolution(filters, Extent.of(kernel), Extent.of(stride), padding, 1, 1, false);
    }

    private static float[] parameters(int count) {
        float[] parameters = new float[count];
        for (int i = 0; i < count; i++) parameters[i] = (float) (.5 * Math.cos(.61 * i + .2));
        return parameters;
    }

    private static Batch batch(Program program) {
        int pixels = program.network().input().size();
        Batch batch = new Batch(SIZE, pixels);
        for (int i = 0; i < SIZE * pixels; i++) batch.setPixel(i, (float) Math.sin(.37 * i));
        for (int i = 0; i < SIZE; i++) batch.labels()[i] = i % 3;
        return batch;
    }

    private static Map<String, float[]> expected(String name) {
        Map<String, float[]> lines = new HashMap<>();
        try (InputStream in = GoldenNetworks.class.getResourceAsStream("/pytorch/" + name + ".txt")) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().forEach(line -> {
                String[] words = line.split(" ", -1);
                lines.put(words[0], floats(Arrays.copyOfRange(words, 1, words.length)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static float[] floats(String[] words) {
        float[] numbers = new float[words.length];
        IntStream.range(0, words.length).forEach(i -> numbers[i] = Float.parseFloat(words[i]));
        return numbers;
    }
}
