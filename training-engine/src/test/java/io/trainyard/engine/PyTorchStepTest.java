package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Device;
import io.trainyard.contract.Precision;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every device trains as PyTorch does: each kind of layer, loss and optimizer, and each family of networks. */
class PyTorchStepTest {
    private static final List<ComputeDevice> DEVICES =
            List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    /** The others have layers, shapes or losses that the kernels of vectors are not for. */
    private static final Set<String> ON_VECTORS = Set.of(
            "averaged-weights",
            "batch-of-one",
            "dropout",
            "family-fc2layer",
            "family-small-cnn",
            "family-tutorial-net",
            "gradient-clipping",
            "gradient-clipping-adam",
            "gradient-clipping-not-reached",
            "loss-label-smoothing",
            "max-pooling",
            "optimizer-adam",
            "optimizer-adam-decayed",
            "optimizer-adamw",
            "optimizer-heavy-ball",
            "optimizer-nesterov",
            "optimizer-rmsprop",
            "optimizer-rmsprop-momentum",
            "optimizer-sgd",
            "relu");
    /** What storing a parameter in single precision may cost, as a share of it. */
    private static final double ROUNDING = 1e-7;

    static List<GoldenCase> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(PyTorchStepTest.class.getResource("/golden/steps"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(GoldenCase::read).toList();
        }
    }

    static Stream<Arguments> casesOnDevices() throws IOException, URISyntaxException {
        return cases().stream()
                .flatMap(golden -> DEVICES.stream()
                        .filter(device -> trains(device.id(), golden))
                        .map(device -> Arguments.of(golden, device.id(), device)));
    }

    static List<ComputeDevice> devices() {
        return DEVICES;
    }

    /** Whether a device is for a case, and this machine has what it needs. */
    private static boolean trains(Device device, GoldenCase golden) {
        boolean floats = golden.program().precision() == Precision.FP32;
        return switch (device) {
            case ND4J -> floats;
            case ONEDNN -> floats || hasBf16();
            case VECTOR -> ON_VECTORS.contains(golden.name()) && FloatVector.SPECIES_PREFERRED.length() >= 8;
            case AUTO -> throw new IllegalArgumentException("a wish, and no device");
        };
    }

    private static boolean hasBf16() {
        return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_bf16) == dnnl_cpu_isa_avx512_core_bf16;
    }

    @ParameterizedTest
    @MethodSource("devices")
    void deviceTrainsTheCasesThatItIsForAndNoOthers(ComputeDevice device) throws IOException, URISyntaxException {
        List<GoldenCase> cases = cases();

        assertThat(cases)
                .filteredOn(golden -> device.objection(golden.program()).isEmpty())
                .containsExactlyElementsOf(cases.stream()
                        .filter(golden -> trains(device.id(), golden))
                        .toList());
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casesOnDevices")
    void givesPyTorchsLossesGradientsParametersAndScores(GoldenCase golden, Object id, ComputeDevice device) {
        check(golden, device);
    }

    static void check(GoldenCase golden, ComputeDevice device) {
        try (TrainableNetwork network = device.compile(golden.program())) {
            Programs.begin(network, golden.program());
            network.write(State.PARAMETERS, golden.parameters());

            if (golden.steps() > 0 && !golden.program().update().clips()) checkGradient(golden, network);
            for (int step = 0; step < golden.steps(); step++) {
                network.step(golden.batch(step), settings(golden, step));
                checkLoss(golden, step, network.takeOutcome());
            }

            ParameterLayout layout = golden.layout();
            checkChange(golden, "change", network.read(State.PARAMETERS));
            if (golden.program().update().averages())
                checkChange(golden, "average", network.read(State.AVERAGED_PARAMETERS));
            tensors(golden, "statistics")
                    .check(
                            layout.tracked(),
                            doubles(network.read(State.RUNNING_STATISTICS)),
                            new double[layout.tracked().size()]);
            checkScores(golden, network);
        }
    }

    private static void checkGradient(GoldenCase golden, TrainableNetwork network) {
        network.gradient(golden.batch(0), settings(golden, 0));

        checkLoss(golden, 0, network.takeOutcome());
        List<ParameterLayout.Tensor> trained = golden.layout().trained();
        tensors(golden, "gradient").check(trained, doubles(network.read(State.GRADIENT)), new double[trained.size()]);
    }

    private static StepSettings settings(GoldenCase golden, int step) {
        return new StepSettings(golden.program().optimizer().learningRate(), 1, 1, step, step);
    }

    private static void checkLoss(GoldenCase golden, int step, Outcome outcome) {
        double wanted = golden.expected().get("losses").get(step).doubleValue();
        assertThat(outcome.examples()).isEqualTo(golden.program().batchSize());
        assertThat(outcome.lossSum() / outcome.examples())
                .as("loss of step " + step)
                .isCloseTo(wanted, within(golden.tolerance() * wanted));
    }

    private static void checkChange(GoldenCase golden, String part, float[] after) {
        float[] before = golden.parameters();
        double[] change = new double[before.length];
        for (int i = 0; i < change.length; i++) change[i] = (double) after[i] - before[i];
        List<ParameterLayout.Tensor> trained = golden.layout().trained();
        double[] rounding = trained.stream()
                .mapToDouble(tensor -> ROUNDING
                        * GoldenTensors.norm(Arrays.copyOfRange(doubles(before), tensor.offset(), tensor.end())))
                .toArray();
        tensors(golden, part).check(trained, change, rounding);
    }

    private static GoldenTensors tensors(GoldenCase golden, String part) {
        return new GoldenTensors(golden.expected().get(part), golden.tolerance());
    }

    private static void checkScores(GoldenCase golden, TrainableNetwork network) {
        JsonNode wanted = golden.expected().get("scores");
        Batch batch = golden.batch(golden.steps());
        float[] scores = new float[wanted.size()];
        network.evaluate(batch, scores);
        double[] expected = new double[scores.length];
        double[] difference = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            expected[i] = wanted.get(i).doubleValue();
            difference[i] = scores[i] - expected[i];
        }
        assertThat(GoldenTensors.norm(difference))
                .as("scores")
                .isLessThanOrEqualTo(golden.tolerance() * GoldenTensors.norm(expected));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) doubles[i] = values[i];
        return doubles;
    }
}
