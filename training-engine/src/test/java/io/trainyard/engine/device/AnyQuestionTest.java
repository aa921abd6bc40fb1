package io.trainyard.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked of a network, whenever, is answered with a value, with nothing or with an exception: never from memory that
 * is not the network's, and never with numbers of something else.
 */
class AnyQuestionTest {
    private static final int BATCH = 5;
    private static final Shape IMAGE = new Shape(2, 8, 8);
    private static final float TOLERANCE = 1e-5f;
    private static final ComputeDevice REFERENCE = new Nd4jDevice();

    /** Networks by the kind of their first layer: an image that nobody changed reaches further in some than in others. */
    private static Map<String, List<LayerSpec>> networks() {
        Map<String, List<LayerSpec>> networks = new LinkedHashMap<>();
        List<LayerSpec> end = List.of(new Flatten(), new Dense(6), new Relu(), new Dense(3));
        networks.put("flatten", end);
        networks.put("dropout", before(end, new Dropout(.5)));
        networks.put("dropout-relu-flatten", before(end, new Dropout(.5), new Relu()));
        networks.put("flatten-dropout", List.of(new Flatten(), new Dropout(.5), new Dense(3)));
        networks.put("flatten-relu", List.of(new Flatten(), new Relu(), new Dense(3)));
        networks.put("relu", before(end, new Relu()));
        networks.put("convolution", before(end, new Convolution(4, 3, 1, 0), new Relu(), new MaxPooling(2, 2)));
        networks.put("pooled-first", before(end, new Convolution(4, 3, 1, 0), new MaxPooling(2, 2), new Relu()));
        networks.put("wide", before(end, new Convolution(20, 3, 1, 1), new BatchNormalization(), new Relu()));
        networks.put("max-pooling", before(end, new MaxPooling(2, 2)));
        networks.put("average-pooling", before(end, new AveragePooling(2, 2)));
        networks.put("adaptive", before(end, new AdaptiveAveragePooling(new Extent(3, 3))));
        networks.put("normalization", before(end, new BatchNormalization(), new Relu()));
        networks.put("local-response", before(end, new LocalResponseNormalization(3, 1e-4, .75, 1)));
        networks.put("padding", before(end, new Padding(0, 1)));
        for (LayerSpec activation : Programs.activations())
            networks.put("activation " + activation.type(), before(end, activation));
        LayerSpec convolution = new Convolution(2, 3, 1, 1);
        networks.put(
                "residual",
                before(end, new Add(List.of(List.of(convolution, new BatchNormalization()), List.of())), new Relu()));
        networks.put(
                "branches", before(end, new Concat(List.of(List.of(convolution), List.of(new Relu()), List.of()))));
        return networks;
    }

    private static List<LayerSpec> before(List<LayerSpec> end, LayerSpec... layers) {
        List<LayerSpec> all = new ArrayList<>(List.of(layers));
        all.addAll(end);
        return all;
    }

    static Stream<Arguments> cases() {
        return networks().entrySet().stream()
                .flatMap(network -> Stream.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice())
                        .filter(device ->
                                device.objection(program(network.getValue())).isEmpty())
                        .map(device -> Arguments.of(network.getKey(), device.id(), network.getValue(), device)));
    }

    private static Program program(List<LayerSpec> layers) {
        return Programs.evaluating(Programs.classifier(IMAGE, BATCH, layers.toArray(LayerSpec[]::new)), BATCH + 2);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cases")
    void outputsAreThereAfterAnInspectionOnly(String name, Object id, List<LayerSpec> layers, ComputeDevice device) {
        Program program = program(layers);
        try (TrainableNetwork network = Programs.start(device, program)) {
            assertNothing(network, program);
            network.step(Programs.batch(program), Programs.SETTINGS);
            assertNothing(network, program);
            network.inspect(Programs.batch(program, 2), scores(program));
            network.evaluate(Programs.batch(program), scores(program));
            assertNothing(network, program);
            network.inspect(Programs.batch(program, 2), scores(program));
            network.gradient(Programs.batch(program), Programs.SETTINGS);
            assertNothing(network, program);
            network.inspect(Programs.batch(program, 2), scores(program));
            network.write(State.PARAMETERS, network.read(State.PARAMETERS));
            assertNothing(network, program);
        }
    }

    private static void assertNothing(TrainableNetwork network, Program program) {
        for (int node = 0; node < program.network().nodes().size(); node++)
            assertThat(network.activation(node)).as("node " + node).isEmpty();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cases")
    void everyOutputIsTheReferences(String name, Object id, List<LayerSpec> layers, ComputeDevice device) {
        Program program = program(layers);
        try (TrainableNetwork network = Programs.start(device, program);
                TrainableNetwork reference = Programs.start(REFERENCE, program)) {
            for (int size : List.of(BATCH, 1, BATCH + 2)) {
                inspectAndForget(network, program, size);
                inspectAndForget(reference, program, size);
                for (int node = 0; node < program.network().nodes().size(); node++) {
                    float[] expected = reference.activation(node).orElseThrow();
                    assertThat(network.activation(node).orElseThrow())
                            .as("node %d of %d images", node, size)
                            .containsExactly(expected, within(TOLERANCE));
                }
            }
        }
    }

    /** The batch is garbage before anything is asked, and its memory another's. */
    private static void inspectAndForget(TrainableNetwork network, Program program, int size) {
        Batch batch = Programs.batch(program, size);
        network.inspect(batch, scores(program));
        for (int i = 0; i < size * IMAGE.size(); i++) batch.setPixel(i, Float.NaN);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cases")
    void closedNetworkRefusesEverything(String name, Object id, List<LayerSpec> layers, ComputeDevice device) {
        Program program = program(layers);
        Batch batch = Programs.batch(program);
        TrainableNetwork network = Programs.start(device, program);
        network.step(batch, Programs.SETTINGS);
        network.inspect(batch, scores(program));
        network.close();

        network.close();

        List<Runnable> questions = new ArrayList<>(List.of(
                () -> network.step(batch, Programs.SETTINGS),
                () -> network.gradient(batch, Programs.SETTINGS),
                () -> network.evaluate(batch, scores(program)),
                () -> network.inspect(batch, scores(program)),
                network::takeOutcome,
                network::crew,
                () -> network.activation(0)));
        for (State state : State.values()) {
            questions.add(() -> network.length(state));
            questions.add(() -> network.read(state));
            questions.add(() -> network.read(state, 0, MemorySegment.ofArray(new float[1])));
            questions.add(() -> network.write(state, 0, MemorySegment.ofArray(new float[1])));
        }
        for (Runnable question : questions)
            assertThatThrownBy(question::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cases")
    void whatDoesNotFitIsRefusedAndChangesNothing(
            String name, Object id, List<LayerSpec> layers, ComputeDevice device) {
        Program program = program(layers);
        int last = program.network().nodes().size();
        Batch smallImages = new Batch(BATCH, IMAGE.size() - 1);
        Batch largeImages = new Batch(BATCH, IMAGE.size() + 1);
        Batch wrongLabel = Programs.batch(program);
        wrongLabel.labels()[BATCH - 1] = 3;
        Batch negativeLabel = Programs.batch(program);
        negativeLabel.labels()[0] = -1;
        Batch noLabels = new Batch(BATCH, IMAGE.size(), 3);
        Batch tooMany = Programs.batch(program, BATCH + 3);
        float[] scores = scores(program);
        try (TrainableNetwork network = Programs.start(device, program)) {
            network.step(Programs.batch(program), Programs.SETTINGS);
            network.takeOutcome();
            float[] before = network.read(State.PARAMETERS);
            List<Runnable> questions = new ArrayList<>();
            for (Batch batch : List.of(smallImages, largeImages, wrongLabel, negativeLabel, noLabels, tooMany)) {
                questions.add(() -> network.step(batch, Programs.SETTINGS));
                questions.add(() -> network.gradient(batch, Programs.SETTINGS));
            }
            questions.add(() -> network.step(Programs.batch(program, BATCH + 1), Programs.SETTINGS));
            for (Batch batch : List.of(smallImages, largeImages, tooMany)) {
                questions.add(() -> network.evaluate(batch, new float[3 * batch.size()]));
                questions.add(() -> network.inspect(batch, new float[3 * batch.size()]));
            }
            questions.add(() -> network.evaluate(Programs.batch(program), new float[3 * BATCH - 1]));
            questions.add(() -> network.inspect(Programs.batch(program), new float[3 * BATCH - 1]));
            questions.add(() -> network.activation(-1));
            questions.add(() -> network.activation(last));
            for (State state : State.values()) {
                int length = network.length(state);
                questions.add(() -> network.read(state, 0, MemorySegment.ofArray(new float[length + 1])));
                questions.add(() -> network.read(state, 1, MemorySegment.ofArray(new float[length])));
                questions.add(() -> network.read(state, -1, MemorySegment.ofArray(new float[1])));
                questions.add(() -> network.write(state, 0, MemorySegment.ofArray(new float[length + 1])));
                questions.add(() -> network.write(state, new float[length + 1]));
            }
            for (Runnable question : questions)
                assertThatThrownBy(question::run)
                        .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);

            assertThat(network.takeOutcome()).isEqualTo(new Outcome(0, 0, 0, 0, 0, OptionalInt.empty()));
            assertThat(network.read(State.PARAMETERS)).isEqualTo(before);
            network.evaluate(Programs.batch(program), scores);
            assertThat(Arrays.copyOf(scores, 3 * BATCH)).doesNotContain(Float.NaN);
        }
    }

    private static float[] scores(Program program) {
        return new float[program.evaluationSize() * program.network().outputs()];
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cases")
    void stateIsThereFromTheBeginning(String name, Object id, List<LayerSpec> layers, ComputeDevice device) {
        try (TrainableNetwork network = device.compile(program(layers))) {
            for (State state : State.values())
                assertThat(network.read(state)).as(state.name()).containsOnly(new float[network.length(state)]);
            Optional<float[]> output = network.activation(0);
            assertThat(output).isEmpty();
            assertThat(network.takeOutcome().examples()).isZero();
        }
    }
}
