package io.trainyard.engine.device;

import io.trainyard.contract.Initialization;
import io.trainyard.contract.network.TensorSpec;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.DoubleSupplier;

/** How tensors start, by their role. What a node draws is the same whatever the other nodes are. */
public record ParameterInitializer(ParameterLayout layout, Initialization initialization, long seed) {
    private static final int BETWEEN_QUESTIONS = 1 << 20;

    /** Writes a network's parameters and running statistics one tensor after the other, with room for the largest only. */
    public void initialize(TrainableNetwork network) {
        initialize(network, Stop.NEVER);
    }

    /** As {@link #initialize(TrainableNetwork)}; drawing the numbers of a large network takes many seconds. */
    public void initialize(TrainableNetwork network, Stop stop) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(ValueLayout.JAVA_FLOAT, layout.largest());
            RandomStream random = new RandomStream();
            int node = -1;
            for (Tensor tensor : layout.trained()) {
                if (tensor.node() != node) random.restart(seed, Purpose.INITIALIZATION, 0, 0, tensor.node());
                node = tensor.node();
                network.write(State.PARAMETERS, tensor.offset(), filled(room, tensor.spec(), random, stop));
            }
            for (Tensor tensor : layout.tracked())
                network.write(State.RUNNING_STATISTICS, tensor.offset(), filled(room, tensor.spec(), random, stop));
        }
    }

    private MemorySegment filled(MemorySegment room, TensorSpec spec, RandomStream random, Stop stop) {
        DoubleSupplier number = start(spec, random);
        int size = spec.size();
        for (int i = 0; i < size; i++) {
            if (i % BETWEEN_QUESTIONS == 0) stop.check();
            room.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) number.getAsDouble());
        }
        return room.asSlice(0, (long) size * Float.BYTES);
    }

    private DoubleSupplier start(TensorSpec spec, RandomStream random) {
        return switch (spec.role()) {
            case SCALE -> () -> 1;
            case SHIFT -> () -> 0;
            case WEIGHT -> weight(spec, random);
            case BIAS ->
                initialization == Initialization.PYTORCH
                        ? uniform(1 / Math.sqrt((double) spec.fanIn()), random)
                        : () -> 0;
            // As if no batch had been seen.
            case RUNNING_MEAN -> () -> 0;
            case RUNNING_VARIANCE -> () -> 1;
        };
    }

    private DoubleSupplier weight(TensorSpec spec, RandomStream random) {
        return switch (initialization) {
            case PYTORCH -> uniform(1 / Math.sqrt((double) spec.fanIn()), random);
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
