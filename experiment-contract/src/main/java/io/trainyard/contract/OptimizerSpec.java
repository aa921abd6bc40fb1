package io.trainyard.contract;

/** How a step follows from a gradient. A new kind of optimizer is a new record here. */
public sealed interface OptimizerSpec {
    double learningRate();

    /**
     * Stochastic gradient descent with heavy-ball momentum, as in PyTorch: v ← momentum·v + g + weightDecay·p;
     * p ← p − learningRate·v.
     */
    record Sgd(double learningRate, double momentum, double weightDecay) implements OptimizerSpec {
        public Sgd {
            new Checks()
                    .require(
                            learningRate > 0 && learningRate <= 1000,
                            "learningRate",
                            "must be greater than 0 and at most 1000, but was " + learningRate)
                    .within(momentum, 0, 1, "momentum")
                    .within(weightDecay, 0, 1, "weightDecay")
                    .throwIfAny();
        }
    }
}
