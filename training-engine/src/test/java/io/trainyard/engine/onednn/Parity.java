package io.trainyard.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.Precision;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import java.util.stream.IntStream;

/** Compares the device with the reference: a gradient, then steps, then an evaluation. */
final class Parity {
    private static final int STEPS = 3;

    /** What a device makes of a program. */
    private static final class Course {
        final double loss;
        final float[] gradient;
        final float[] parameters;
        final float[] statistics;
        final float[] optimizer;
        final float[] averaged;
        final float[] scores;

        Course(ComputeDevice device, Program program, int batchSize) {
            Batch batch = Programs.batch(program, batchSize);
            scores = new float[batchSize * program.network().outputs()];
            try (TrainableNetwork network = Programs.start(device, program)) {
                network.gradient(batch, Programs.SETTINGS);
                loss = network.takeOutcome().lossSum();
                gradient = network.read(State.GRADIENT);
                for (int i = 0; i < STEPS; i++) network.step(batch, new StepSettings(.1, 7, 1, i, i));
                network.evaluate(batch, scores);
                parameters = network.read(State.PARAMETERS);
                statistics = network.read(State.RUNNING_STATISTICS);
                optimizer = network.read(State.OPTIMIZER);
                averaged = network.read(State.AVERAGED_PARAMETERS);
            }
        }
    }

    private Parity() {}

    /** @param tolerance relative to the norm of all numbers of a kind */
    static void verify(Program program, int batchSize, double tolerance) {
        Course expected = new Course(new Nd4jDevice(), in(program, Precision.FP32), batchSize);
        Course actual = new Course(new OneDnnDevice(), program, batchSize);

        assertThat(Math.abs(actual.loss - expected.loss)).isLessThanOrEqualTo(tolerance * expected.loss);
        assertThat(distance(actual.gradient, expected.gradient)).as("gradient").isLessThanOrEqualTo(tolerance);
        assertThat(distance(actual.parameters, expected.parameters))
                .as("parameters")
                .isLessThanOrEqualTo(tolerance);
        // What bf16 rounds away of gradients is still in the momentum when it has little effect on the parameters.
        if (program.precision() == Precision.FP32)
            assertThat(distance(actual.optimizer, expected.optimizer))
                    .as("optimizer state")
                    .isLessThanOrEqualTo(tolerance);
        assertThat(distance(actual.averaged, expected.averaged)).as("averages").isLessThanOrEqualTo(tolerance);
        assertThat(distance(actual.statistics, expected.statistics))
                .as("statistics")
                .isLessThanOrEqualTo(tolerance);
        assertThat(distance(actual.scores, expected.scores)).as("scores").isLessThanOrEqualTo(tolerance);
    }

    /** Of the largest batch that is evaluated, after a step with the largest that is trained on. */
    static void verifyScores(Program program, double tolerance) {
        float[] expected = scoresAfterAStep(new Nd4jDevice(), program);

        assertThat(distance(scoresAfterAStep(new OneDnnDevice(), program), expected))
                .isLessThanOrEqualTo(tolerance);
    }

    private static float[] scoresAfterAStep(ComputeDevice device, Program program) {
        float[] scores = new float[program.evaluationSize() * program.network().outputs()];
        try (TrainableNetwork network = Programs.start(device, program)) {
            network.step(Programs.batch(program), Programs.SETTINGS);
            network.evaluate(Programs.batch(program, program.evaluationSize()), scores);
        }
        return scores;
    }

    /** ‖a − e‖/‖e‖. */
    static double distance(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double error = IntStream.range(0, actual.length)
                .mapToDouble(i -> Math.pow(actual[i] - expected[i], 2))
                .sum();
        double norm = IntStream.range(0, actual.length)
                .mapToDouble(i -> Math.pow(expected[i], 2))
                .sum();
        return norm == 0 ? Math.sqrt(error) : Math.sqrt(error / norm);
    }

    static Program in(Program program, Precision precision) {
        return new Program(
                program.network(),
                program.targets(),
                program.loss(),
                program.optimizer(),
                program.update(),
                precision,
                program.batchSize(),
                program.evaluationSize(),
                program.threads());
    }
}
