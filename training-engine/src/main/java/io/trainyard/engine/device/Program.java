package io.trainyard.engine.device;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.network.Network;
import java.util.OptionalDouble;

/**
 * What a device compiles: all that stays the same in a run.
 *
 * @param network with its shapes
 * @param targets what the network's outputs are compared with
 * @param loss of this comparison
 * @param optimizer whose learning rate is told anew with each step
 * @param refinements of its updates
 * @param precision of values and weights
 * @param batchSize of the largest batch that will come, for a step or for an evaluation
 * @param threads of the CPU to use
 */
public record Program(
        Network network,
        Targets targets,
        LossSpec loss,
        OptimizerSpec optimizer,
        Refinements refinements,
        Precision precision,
        int batchSize,
        int threads) {
    public Program withThreads(int count) {
        return new Program(network, targets, loss, optimizer, refinements, precision, batchSize, count);
    }

    /** What outputs are compared with. */
    public enum Targets {
        /** A label for each example; the outputs are scores of the classes. */
        CLASSES,
        /** As many numbers for each example as there are outputs. */
        NUMBERS
    }

    /**
     * What may be done beside the optimizer's update.
     *
     * @param gradientClipping greatest norm that the whole gradient may have; a longer one is scaled down to it (Pascanu,
     *     Mikolov, Bengio 2013)
     * @param averagingDecay share of the averaged parameters that stays in each step, the rest being the new parameters
     *     (Polyak, Juditsky 1992)
     */
    public record Refinements(OptionalDouble gradientClipping, OptionalDouble averagingDecay) {
        public static final Refinements NONE = new Refinements(OptionalDouble.empty(), OptionalDouble.empty());
    }
}
