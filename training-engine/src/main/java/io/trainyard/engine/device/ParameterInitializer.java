package io.trainyard.engine.device;

import io.trainyard.contract.Initialization;
import io.trainyard.contract.network.TensorSpec;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** How tensors start, by their role. What a node draws is the same whatever the other nodes are. */
public final class ParameterInitializer {
    private ParameterInitializer() {}

    public static float[] parameters(ParameterLayout layout, Initialization initialization, long seed) {
        float[] values = new float[layout.parameters()];
        RandomStream random = new RandomStream();
        int node = -1;
        for (Tensor tensor : layout.trained()) {
            if (tensor.node() != node) random.restart(seed, Purpose.INITIALIZATION, 0, 0, tensor.node());
            node = tensor.node();
            fill(values, tensor, start(tensor.spec(), initialization, random));
        }
        return values;
    }

    /** Means of 0 and variances of 1, as if no batch had been seen. */
    public static float[] statistics(ParameterLayout layout) {
        float[] values = new float[layout.statistics()];
        for (Tensor tensor : layout.tracked())
            if (tensor.spec().role() == TensorSpec.Role.RUNNING_VARIANCE)
                Arrays.fill(values, tensor.offset(), tensor.end(), 1);
        return values;
    }

    private static void fill(float[] values, Tensor tensor, DoubleSupplier number) {
        int end = tensor.end();
        for (int i = tensor.offset(); i < end; i++) values[i] = (float) number.getAsDouble();
    }

    private static DoubleSupplier start(TensorSpec spec, Initialization initialization, RandomStream random) {
        return switch (spec.role()) {
            case SCALE -> () -> 1;
            case SHIFT -> () -> 0;
            case WEIGHT -> weight(spec, initialization, random);
            case BIAS ->
                initialization == Initialization.PYTORCH ? uniform(1 / Math.sqrt(spec.fanIn()), random) : () -> 0;
            case RUNNING_MEAN, RUNNING_VARIANCE ->
                throw new IllegalArgumentException(spec.name() + " is tracked, not trained");
        };
    }

    private static DoubleSupplier weight(TensorSpec spec, Initialization initialization, RandomStream random) {
        return switch (initialization) {
            case PYTORCH -> uniform(1 / Math.sqrt(spec.fanIn()), random);
            case HE -> {
                double deviation = Math.sqrt(2.0 / spec.fanIn());
                yield () -> random.nextGaussian() * deviation;
            }
            case XAVIER -> uniform(Math.sqrt(6.0 / (spec.fanIn() + spec.fanOut())), random);
        };
    }

    private static DoubleSupplier uniform(double limit, RandomStream random) {
        return () -> random.nextDouble(-limit, limit);
    }
}
