package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.Initialization;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ParameterInitializer;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/** Compares every parameter's gradient with a central difference of the loss, in double precision. */
final class GradientCheck {
    static final OptimizerSpec.Sgd SGD = new OptimizerSpec.Sgd(.1, .5, 0);
    static final StepSettings SETTINGS = new StepSettings(.1, 7, 1, 3);
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-7;

    private GradientCheck() {}

    static void verify(Shape input, LayerSpec... layers) {
        Network network = Network.of(input, 3, List.of(layers));
        Batch batch = batch(5, input, 3);
        try (Nd4jNetwork trained = compile(network, DataType.DOUBLE)) {
            trained.computeGradient(batch, SETTINGS);
            double[] gradient = values(trained.gradient());
            HostView parameters = trained.parameters();
            for (int i = 0; i < parameters.length(); i++) {
                double value = parameters.get(i);
                parameters.set(i, value + STEP);
                double above = trained.computeGradient(batch, SETTINGS).lossSum();
                parameters.set(i, value - STEP);
                double below = trained.computeGradient(batch, SETTINGS).lossSum();
                parameters.set(i, value);
                double expected = (above - below) / (2 * STEP * batch.size());
                assertThat(gradient[i]).as("parameter %d of %s", i, network).isCloseTo(expected, within(TOLERANCE));
            }
        }
    }

    static Nd4jNetwork compile(Network network, DataType type) {
        Nd4jNetwork compiled = new Nd4jDevice(type).compileNetwork(network, SGD);
        compiled.importParameters(ParameterInitializer.draw(ParameterLayout.of(network), Initialization.PYTORCH, 11));
        return compiled;
    }

    static Batch batch(int size, Shape shape, int classes) {
        Batch batch = new Batch(size, shape.size());
        RandomStream random = new RandomStream(3, Purpose.SYNTHETIC_IMAGE, 0, 0);
        for (int i = 0; i < batch.pixels().length; i++) batch.pixels()[i] = (float) random.nextGaussian();
        for (int i = 0; i < size; i++) batch.labels()[i] = random.nextInt(classes);
        return batch;
    }

    static double[] values(HostView view) {
        double[] values = new double[view.length()];
        for (int i = 0; i < values.length; i++) values[i] = view.get(i);
        return values;
    }
}
