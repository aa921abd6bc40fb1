package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that nobody wants any more ends in whatever it is at. */
class StopTest {
    private static final RunSpec SPEC = TestRuns.spec(7, .02);
    /** Layers, none of which is computed together with another one. */
    private static final int LAYERS = 4;

    private static final Program PROGRAM = Programs.classifier(
            new Shape(1, 8, 8),
            4,
            new Convolution(4, 3, 1, 1),
            new Tanh(),
            new MaxPooling(2, 2),
            new Flatten(),
            new Dense(3));

    /** Says stop after so many questions. */
    private static final class Patience implements Stop {
        private final int limit;
        private int asked;

        Patience(int limit) {
            this.limit = limit;
        }

        @Override
        public boolean isWanted() {
            asked++;
            return asked > limit;
        }
    }

    /** Says stop once it is told to. */
    private static final class Switch implements Stop {
        private boolean on;

        @Override
        public boolean isWanted() {
            return on;
        }
    }

    static Stream<ComputeDevice> devices() {
        return Stream.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    static Stream<ComputeDevice> devicesOfLargeNetworks() {
        return Stream.of(new Nd4jDevice(), new OneDnnDevice());
    }

    @ParameterizedTest
    @MethodSource("devicesOfLargeNetworks")
    void everyLayerOfAStepAndOfAnEvaluationAsks(ComputeDevice device) {
        Batch batch = Programs.batch(PROGRAM);
        try (TrainableNetwork network = Programs.start(device, PROGRAM)) {
            Patience patience = new Patience(Integer.MAX_VALUE);
            network.stopWhen(patience);

            network.evaluate(batch, new float[12]);
            assertThat(patience.asked).isGreaterThan(LAYERS);
            int before = patience.asked;
            network.step(batch, Programs.SETTINGS);
            assertThat(patience.asked - before).isGreaterThan(2 * LAYERS);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void whatIsStoppedCanBeClosed(ComputeDevice device) {
        Program program = Programs.classifier(new Shape(1, 4, 4), 4, new Flatten(), new Dense(3));
        Batch batch = Programs.batch(program);
        TrainableNetwork network = Programs.start(device, program);
        network.stopWhen(() -> true);

        assertThatThrownBy(() -> network.step(batch, Programs.SETTINGS)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> network.evaluate(batch, new float[12])).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> network.inspect(batch, new float[12])).isInstanceOf(CancellationException.class);
        network.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10, 30, 60})
    void drawingParametersAndMeasuringDevicesStop(int questions) {
        assertThatThrownBy(() ->
                        TrainingRun.start(SPEC, TestRuns.rows(), choice(), Optional.empty(), new Patience(questions)))
                .isInstanceOf(CancellationException.class);
    }

    private static Devices choice() {
        return new Devices(
                List.of(new OneDnnDevice(), new Nd4jDevice()), new Limits(1, Long.MAX_VALUE), Measurements.inMemory());
    }

    @Test
    void evaluationStops() {
        Switch stop = new Switch();
        try (TrainingRun run = TrainingRun.start(SPEC, TestRuns.rows(), TestRuns.REFERENCE, Optional.empty(), stop)) {
            assertThatThrownBy(() -> run.trainEpoch(progress -> {
                        stop.on = progress.step() == progress.steps();
                        return true;
                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void evidenceOfANetworkStops() {
        Switch stop = new Switch();
        try (TrainingRun run = TrainingRun.start(SPEC, TestRuns.rows(), TestRuns.REFERENCE, Optional.empty(), stop)) {
            run.trainEpoch(StepListener.NONE);
            List<Artifact> files = run.evidence().files(EvidenceListener.NONE);
            stop.on = true;

            assertThat(files)
                    .filteredOn(file -> file.name().matches("test-report.json|feature-maps.*|ranks.json"))
                    .hasSizeGreaterThan(2)
                    .allSatisfy(
                            file -> assertThatThrownBy(() -> file.content().writeTo(OutputStream.nullOutputStream()))
                                    .isInstanceOf(CancellationException.class));
            assertThatThrownBy(() -> run.evidence().layers(1)).isInstanceOf(CancellationException.class);
        }
    }
}
