package io.trainyard.engine.device;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.Network;

/**
 * What a device compiles: all that stays the same in a run.
 *
 * @param network with its shapes
 * @param targets what the network's outputs are compared with
 * @param loss of this comparison
 * @param optimizer whose learning rate is told anew with each step
 * @param update what is done beside the optimizer's own part of a step
 * @param precision of values and weights
 * @param batchSize of the largest batch that will be trained on
 * @param evaluationSize of the largest batch that will be evaluated, at least the other
 * @param threads of the CPU to use
 */
public record Program(
        Network network,
        Targets targets,
        LossSpec loss,
        OptimizerSpec optimizer,
        UpdateSpec update,
        Precision precision,
        int batchSize,
        int evaluationSize,
        int threads) {
    public Program {
        if (evaluationSize < batchSize)
            throw new IllegalArgumentException(
                    "evaluates up to " + evaluationSize + " images, but trains on " + batchSize);
    }

    /** Evaluates no larger batches than it trains on. */
    public Program(
            Network network,
            Targets targets,
            LossSpec loss,
            OptimizerSpec optimizer,
            UpdateSpec update,
            Precision precision,
            int batchSize,
            int threads) {
        this(network, targets, loss, optimizer, update, precision, batchSize, batchSize, threads);
    }

    public Program withThreads(int count) {
        return new Program(network, targets, loss, optimizer, update, precision, batchSize, evaluationSize, count);
    }

    /** What a replica that never makes an update compiles: the same gradients, and no state for anything else. */
    public Program forGradients() {
        return new Program(
                network,
                targets,
                loss,
                new OptimizerSpec.Sgd(1, 0, 0),
                UpdateSpec.PLAIN,
                precision,
                batchSize,
                batchSize,
                threads);
    }

    /** Arrays of a state that are kept, one behind the other. */
    public int arrays(State state) {
        return state.arrays(optimizer, update);
    }

    /** Numbers of a state, in all of its arrays. */
    public long length(State state) {
        ParameterLayout layout = ParameterLayout.of(network);
        return (long) arrays(state) * (state.isTracked() ? layout.statistics() : layout.parameters());
    }

    /** What outputs are compared with. */
    public enum Targets {
        /** A label for each example; the outputs are scores of the classes. */
        CLASSES,
        /** As many numbers for each example as there are outputs. */
        NUMBERS
    }
}
