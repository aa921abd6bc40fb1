package io.trainyard.engine.choice;

import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.ParameterInitializer;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.UnusableGpuException;
import java.util.List;
import java.util.Locale;

/**
 * Trains a small network on the GPU and on the CPU and compares all that comes out. A driver, a library or a GPU that nobody has
 * tried must not make wrong models in silence.
 */
final class GpuCheck {
    private static final int CLASSES = 3;
    private static final int BATCH_SIZE = 4;
    private static final int STEPS = 2;
    /** Floats summed in another order differ by a millionth; numbers that were not copied, by about one. */
    private static final double TOLERANCE = 1e-3;

    private static final Program PROGRAM = new Program(
            Network.of(
                    new Shape(2, 8, 8),
                    CLASSES,
                    List.of(
                            new Convolution(4, 3, 1, 1),
                            new BatchNormalization(),
                            new Relu(),
                            new MaxPooling(2, 2),
                            new Convolution(4, 3, 1, 1),
                            new Relu(),
                            new Flatten(),
                            new Dense(5),
                            new Relu(),
                            new Dense(CLASSES))),
            Program.Targets.CLASSES,
            LossSpec.CROSS_ENTROPY,
            new OptimizerSpec.Sgd(.1, .5, 0),
            UpdateSpec.PLAIN,
            Precision.FP32,
            BATCH_SIZE,
            1);

    private static final ParameterInitializer START =
            new ParameterInitializer(ParameterLayout.of(PROGRAM.network()), Initialization.PYTORCH, 1);

    private GpuCheck() {}

    /**
     * @throws UnusableGpuException if the GPU fails or computes something else
     */
    static void compare(ComputeDevice gpu, ComputeDevice cpu) throws UnusableGpuException {
        double distance = distance(trainOn(gpu), train(cpu));
        // Written so that a distance that is not a number is refused too.
        if (!(distance <= TOLERANCE))
            throw refusal(
                    gpu,
                    String.format(Locale.ROOT, "its results differ from the CPU's by %.2g of their size", distance));
    }

    private static List<float[]> trainOn(ComputeDevice gpu) throws UnusableGpuException {
        try {
            return train(gpu);
        } catch (RuntimeException | LinkageError e) {
            throw refusal(gpu, UnusableGpuException.describe(e));
        }
    }

    /** The gradient of a batch, then parameters, running statistics and scores after some steps. */
    private static List<float[]> train(ComputeDevice device) {
        Batch batch = batch();
        float[] scores = new float[BATCH_SIZE * CLASSES];
        try (TrainableNetwork network = device.compile(PROGRAM)) {
            START.initialize(network);
            network.gradient(batch, settings(0));
            float[] gradient = network.read(State.GRADIENT);
            for (int step = 0; step < STEPS; step++) network.step(batch, settings(step));
            network.evaluate(batch, scores);
            return List.of(gradient, network.read(State.PARAMETERS), network.read(State.RUNNING_STATISTICS), scores);
        }
    }

    private static Batch batch() {
        int pixels = PROGRAM.network().input().size();
        Batch batch = new Batch(BATCH_SIZE, pixels);
        for (int i = 0; i < BATCH_SIZE * pixels; i++) batch.setPixel(i, (float) Math.sin(i));
        for (int i = 0; i < BATCH_SIZE; i++) batch.labels()[i] = i % CLASSES;
        return batch;
    }

    private static StepSettings settings(int step) {
        return new StepSettings(.1, 1, 1, step, step);
    }

    private static double distance(List<float[]> actual, List<float[]> expected) {
        double greatest = 0;
        for (int i = 0; i < expected.size(); i++)
            greatest = Math.max(greatest, distance(actual.get(i), expected.get(i)));
        return greatest;
    }

    /** ‖a − e‖/‖e‖. */
    private static double distance(float[] actual, float[] expected) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow(actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(error / norm);
    }

    private static UnusableGpuException refusal(ComputeDevice gpu, String reason) {
        return new UnusableGpuException(gpu.name() + " did not train a small network as the CPU does: " + reason
                + ". Use another driver or GPU, or the usual distribution, which trains on the CPU.");
    }
}
