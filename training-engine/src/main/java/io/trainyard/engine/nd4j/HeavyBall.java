package io.trainyard.engine.nd4j;

import io.trainyard.contract.OptimizerSpec.Sgd;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stochastic gradient descent with heavy-ball momentum over the flat arrays, as PyTorch does it: v ← μ·v + g + λ·p, then
 * p ← p − η·v.
 */
final class HeavyBall {
    private final RawOp decay;
    private final RawOp accumulate;
    private final RawOp move;
    private final double weightDecay;
    private double learningRate = Double.NaN;

    /** The operation {@code axpy} of (x, y) gives x + a·y. */
    HeavyBall(Sgd spec, INDArray parameters, INDArray gradient, INDArray velocity) {
        weightDecay = spec.weightDecay();
        decay = RawOp.of("axpy", List.of(gradient, parameters), gradient).reals(weightDecay);
        accumulate = RawOp.of("axpy", List.of(gradient, velocity), velocity).reals(spec.momentum());
        move = RawOp.of("axpy", List.of(parameters, velocity), parameters);
    }

    void step(double rate) {
        if (rate != learningRate) {
            move.reals(-rate);
            learningRate = rate;
        }
        if (weightDecay != 0) decay.run();
        accumulate.run();
        move.run();
    }
}
