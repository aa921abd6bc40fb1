package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

class Nd4jNetworkTest {
    private static final Shape IMAGE = new Shape(2, 6, 6);
    private static final LayerSpec[] LAYERS = {
        new Convolution(3, 3, 1, 1),
        new BatchNormalization(),
        new Add(List.of(List.of(new Convolution(3, 3, 1, 1)), List.of())),
        new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))),
        new Relu(),
        new MaxPooling(2, 2),
        new Dropout(.5),
        new Flatten(),
        new Dense(3)
    };
    private static final Program PROGRAM = Programs.classifier(IMAGE, 4, LAYERS);

    @Test
    void memoryIsWhatWasSaidBefore() {
        Program program = Programs.with(
                Programs.with(PROGRAM, new OptimizerSpec.Adam(.1, .9, .999, 1e-8, 0, false)), new UpdateSpec(1, .9));
        Nd4jDevice device = new Nd4jDevice();
        try (Nd4jNetwork network = device.compileNetwork(program)) {
            Programs.begin(network, program);
            network.step(Programs.batch(program), Programs.SETTINGS);
            network.evaluate(Programs.batch(program, 3), new float[9]);

            assertThat(network.bytes()).isEqualTo(device.bytes(program)).isPositive();
        }
    }

    @Test
    void smallerBatchesShareTheMemoryOfTheLargest() {
        Batch three = Programs.batch(PROGRAM, 3);
        Program small = Programs.classifier(IMAGE, 3, LAYERS);

        try (TrainableNetwork shared = start(PROGRAM);
                TrainableNetwork own = start(small)) {
            shared.step(Programs.batch(PROGRAM), Programs.SETTINGS);
            Programs.begin(shared, PROGRAM);
            shared.gradient(three, Programs.SETTINGS);
            own.gradient(three, Programs.SETTINGS);

            assertThat(shared.read(State.GRADIENT)).isEqualTo(own.read(State.GRADIENT));
        }
    }

    @Test
    void gradientChangesNoOtherState() {
        try (TrainableNetwork network = start(PROGRAM)) {
            float[] parameters = network.read(State.PARAMETERS);
            float[] statistics = network.read(State.RUNNING_STATISTICS);

            network.gradient(Programs.batch(PROGRAM), Programs.SETTINGS);

            assertThat(network.read(State.PARAMETERS)).isEqualTo(parameters);
            assertThat(network.read(State.RUNNING_STATISTICS)).isEqualTo(statistics);
        }
    }

    @Test
    void stepMovesTheRunningStatisticsTowardsTheBatch() {
        Program program = Programs.classifier(Shape.vector(2), 4, new BatchNormalization(), new Dense(3));
        Batch batch = Programs.batch(program);
        float[][] pixels = {{1, 10}, {2, 10}, {3, 10}, {6, 10}};
        for (int i = 0; i < 8; i++) batch.setPixel(i, pixels[i / 2][i % 2]);

        try (TrainableNetwork network = start(program)) {
            network.step(batch, Programs.SETTINGS);

            double variance = (4 + 1 + 0 + 9) / 3.0;
            assertThat(network.read(State.RUNNING_STATISTICS))
                    .containsExactly(new float[] {.1f * 3, .1f * 10, (float) (.9 + .1 * variance), .9f}, within(1e-6f));
        }
    }

    @Test
    void evaluationUsesTheRunningStatistics() {
        Program program = Programs.classifier(Shape.vector(3), 2, new BatchNormalization(0, 1e-5), new Dense(3));
        Batch batch = Programs.batch(program, 1);
        float[] scores = new float[3];

        try (TrainableNetwork network = start(program)) {
            network.write(State.PARAMETERS, new float[] {1, 2, 3, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0});
            network.write(State.RUNNING_STATISTICS, new float[] {5, 6, 7, 4, 9, 16});
            for (int i = 0; i < 3; i++) batch.setPixel(i, 10);
            network.evaluate(batch, scores);

            assertThat(scores).containsExactly(new float[] {5 / 2f, 2 * 4 / 3f, 1 + 3 * 3 / 4f}, within(1e-5f));
        }
    }

    @Test
    void outcomeIsTheSumSinceTheLastOne() {
        Batch batch = Programs.batch(PROGRAM);
        try (TrainableNetwork network = start(PROGRAM)) {
            network.gradient(batch, Programs.SETTINGS);
            Outcome once = network.takeOutcome();
            network.gradient(batch, Programs.SETTINGS);
            network.gradient(batch, Programs.SETTINGS);
            Outcome twice = network.takeOutcome();

            assertThat(twice.lossSum()).isEqualTo(2 * once.lossSum());
            assertThat(twice.correct()).isEqualTo(2 * once.correct());
            assertThat(twice.examples()).isEqualTo(8);
            assertThat(network.takeOutcome().examples()).isZero();
        }
    }

    @Test
    void firstStepWhoseLossIsNotFiniteIsRemembered() {
        Batch batch = Programs.batch(PROGRAM);
        try (TrainableNetwork network = start(PROGRAM)) {
            for (int step = 0; step < 20; step++)
                network.step(batch, new StepSettings(step < 2 ? .1 : 1e30, 7, 1, step, step));

            assertThat(network.takeOutcome().firstBadStep()).hasValue(3);
            assertThat(network.takeOutcome().firstBadStep()).isEmpty();
        }
    }

    @Test
    void everyNodeOfAnInspectionCanBeLookedAt() {
        try (TrainableNetwork network = start(PROGRAM)) {
            network.inspect(Programs.batch(PROGRAM, 2), new float[6]);

            for (int node = 0; node < PROGRAM.network().nodes().size(); node++) {
                boolean auxiliary = PROGRAM.network().nodes().get(node).path().startsWith("3.");
                int size = PROGRAM.network().nodes().get(node).output().size();
                if (auxiliary) assertThat(network.activation(node)).isEmpty();
                else assertThat(network.activation(node).orElseThrow()).hasSize(2 * size);
            }
        }
    }

    @Test
    void averagedParametersAreTheOnesThatAreEvaluated() {
        Program program = Programs.with(PROGRAM, new UpdateSpec(0, .5));
        Batch batch = Programs.batch(program);
        float[] averaged = new float[12];
        float[] plain = new float[12];

        try (TrainableNetwork network = start(program);
                TrainableNetwork other = start(PROGRAM)) {
            for (int step = 0; step < 3; step++) network.step(batch, new StepSettings(.1, 7, 1, step, step));
            network.evaluate(batch, averaged);
            other.write(State.PARAMETERS, network.read(State.AVERAGED_PARAMETERS));
            other.write(State.RUNNING_STATISTICS, network.read(State.RUNNING_STATISTICS));
            other.evaluate(batch, plain);

            assertThat(averaged).isEqualTo(plain);
            assertThat(network.read(State.AVERAGED_PARAMETERS)).isNotEqualTo(network.read(State.PARAMETERS));
        }
    }

    @Test
    void largerBatchThanTheProgramsIsRefused() {
        try (TrainableNetwork network = start(PROGRAM)) {
            assertThatThrownBy(() -> network.step(Programs.batch(PROGRAM, 5), Programs.SETTINGS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("up to 4");
        }
    }

    @Test
    void networkWithoutParametersIsRefused() {
        assertThat(new Nd4jDevice().objection(Programs.classifier(Shape.vector(3), 1, new Relu())))
                .hasValueSatisfying(objection -> assertThat(objection).contains("nothing to learn"));
    }

    private static TrainableNetwork start(Program program) {
        return Programs.start(new Nd4jDevice(), program);
    }
}
