package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import org.nd4j.linalg.api.buffer.DataType;

/** Compares parameters' gradients with a central difference of the loss, in double precision. */
final class GradientCheck {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-7;
    private static final int BATCH_SIZE = 5;
    /** Of a larger network so many parameters are checked, evenly spread. */
    private static final int CHECKED = 200;

    private GradientCheck() {}

    static void verify(Shape input, LayerSpec... layers) {
        verify(Programs.classifier(input, BATCH_SIZE, layers));
    }

    static void verify(Program program) {
        Batch batch = Programs.batch(program);
        try (Nd4jNetwork network = compile(program, DataType.DOUBLE)) {
            double[] gradient = gradient(network, batch);
            Values parameters = network.values(State.PARAMETERS);
            int stride = Math.max(1, gradient.length / CHECKED);
            for (int i = 0; i < gradient.length; i += stride) {
                double value = parameters.get(i);
                parameters.set(i, value + STEP);
                double above = loss(network, batch);
                parameters.set(i, value - STEP);
                double below = loss(network, batch);
                parameters.set(i, value);
                double expected = (above - below) / (2 * STEP);
                assertThat(gradient[i])
                        .as("parameter %d of %s", i, program.network())
                        .isCloseTo(expected, within(TOLERANCE));
            }
        }
    }

    private static double loss(Nd4jNetwork network, Batch batch) {
        network.gradient(batch, Programs.SETTINGS);
        return network.takeOutcome().lossSum() / batch.size();
    }

    static Nd4jNetwork compile(Program program, DataType type) {
        Nd4jNetwork network = new Nd4jDevice(type).compileNetwork(program);
        Programs.begin(network, program);
        return network;
    }

    static double[] gradient(Nd4jNetwork network, Batch batch) {
        network.gradient(batch, Programs.SETTINGS);
        network.takeOutcome();
        Values view = network.values(State.GRADIENT);
        double[] values = new double[(int) view.length()];
        for (int i = 0; i < values.length; i++) values[i] = view.get(i);
        return values;
    }
}
