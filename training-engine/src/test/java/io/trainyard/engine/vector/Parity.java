package io.trainyard.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;

/** Compares what a program gives on the vectors with what it gives on the reference device. */
final class Parity {
    private static final double TOLERANCE = 1e-4;
    private static final int STEPS = 3;

    private Parity() {}

    static void verify(Program program) {
        Batch batch = Programs.batch(program);
        Results expected = new Results(new Nd4jDevice(), program, batch);
        Results actual = new Results(new VectorDevice(), program, batch);
        close(actual.gradient, expected.gradient, "gradient");
        close(actual.parameters, expected.parameters, "parameters");
        close(actual.optimizer, expected.optimizer, "optimizer state");
        close(actual.averaged, expected.averaged, "averaged parameters");
        close(actual.scores, expected.scores, "scores");
        assertThat(actual.outcome.lossSum())
                .isCloseTo(expected.outcome.lossSum(), within(TOLERANCE * expected.outcome.lossSum()));
        assertThat(actual.outcome.correct()).isEqualTo(expected.outcome.correct());
        assertThat(actual.outcome.examples()).isEqualTo(expected.outcome.examples());
    }

    /** Relative to the greatest number of all: sums of many numbers may cancel each other. */
    static void close(float[] actual, float[] expected, String what) {
        float greatest = 0;
        for (float value : expected) greatest = Math.max(greatest, Math.abs(value));
        assertThat(actual).as(what).containsExactly(expected, within((float) TOLERANCE * greatest));
    }

    /** What a program gives on a device: a gradient, then some steps and an evaluation. */
    static final class Results {
        final Outcome outcome;
        final float[] gradient;
        final float[] parameters;
        final float[] optimizer;
        final float[] averaged;
        final float[] scores;

        Results(ComputeDevice device, Program program, Batch batch) {
            try (TrainableNetwork network = Programs.start(device, program)) {
                network.gradient(batch, Programs.SETTINGS);
                gradient = network.read(State.GRADIENT);
                for (int i = 0; i < STEPS; i++) network.step(batch, new StepSettings(.05, 7, 1, i, i));
                scores = new float[batch.size() * program.network().outputs()];
                network.evaluate(batch, scores);
                outcome = network.takeOutcome();
                parameters = network.read(State.PARAMETERS);
                optimizer = network.read(State.OPTIMIZER);
                averaged = network.read(State.AVERAGED_PARAMETERS);
            }
        }
    }
}
