package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
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
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty steps have the losses of PyTorch, as {@code benchmarks/peers/curves.py} wrote them down with what rounding may do to each. */
class PyTorchCurveTest {
    private static final List<ComputeDevice> DEVICES =
            List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());

    static Stream<Arguments> curvesOnDevices() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(PyTorchCurveTest.class.getResource("/golden/curves"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(GoldenCase::read).toList().stream()
                    .flatMap(golden -> DEVICES.stream()
                            .filter(device -> device.objection(golden.program()).isEmpty())
                            .map(device -> Arguments.of(golden, device.id(), device)));
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("curvesOnDevices")
    void lossesOfManyStepsArePyTorchs(GoldenCase golden, Object id, ComputeDevice device) {
        JsonNode losses = golden.expected().get("losses");
        JsonNode tolerances = golden.expected().get("tolerances");
        double learningRate = golden.program().optimizer().learningRate();

        try (TrainableNetwork network = device.compile(golden.program())) {
            Programs.begin(network, golden.program());
            network.write(State.PARAMETERS, golden.parameters());
            for (int step = 0; step < golden.steps(); step++) {
                network.step(golden.batch(step), new StepSettings(learningRate, 1, 1, step, step));
                Outcome outcome = network.takeOutcome();

                double wanted = losses.get(step).doubleValue();
                assertThat(outcome.lossSum() / outcome.examples())
                        .as("loss of step " + step)
                        .isCloseTo(wanted, within(tolerances.get(step).doubleValue() * wanted));
            }
        }
    }
}
