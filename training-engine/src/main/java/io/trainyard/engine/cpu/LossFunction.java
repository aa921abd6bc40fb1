package io.trainyard.engine.cpu;

import io.trainyard.contract.LossSpec;
import io.trainyard.engine.device.Program.Targets;

/** What one example costs, and how that changes with the network's outputs. */
interface LossFunction {
    /**
     * Returns what an example costs.
     *
     * @param outputs of the network
     * @param targets as many as outputs
     * @param gradient gets the loss's derivative by each output
     */
    double loss(double[] outputs, double[] targets, double[] gradient);

    static LossFunction of(LossSpec spec, Targets targets, int outputs) {
        LossFunction error = switch (spec.type()) {
            case CROSS_ENTROPY -> new CrossEntropy();
            case MEAN_SQUARED_ERROR -> new SquaredError();
            case MEAN_ABSOLUTE_ERROR -> new AbsoluteError();
        };
        boolean ofScores = targets == Targets.NUMBERS || spec.type() == LossSpec.Type.CROSS_ENTROPY;
        return ofScores ? error : new OfSoftmax(error, outputs);
    }
}
