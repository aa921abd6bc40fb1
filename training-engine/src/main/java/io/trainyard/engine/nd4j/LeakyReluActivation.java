package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.LeakyRelu;

/** x where x > 0, else s·x. */
final class LeakyReluActivation implements Activation {
    private final double slope;

    LeakyReluActivation(LeakyRelu spec) {
        slope = spec.slope();
    }

    @Override
    public double value(double x) {
        return x > 0 ? x : slope * x;
    }

    @Override
    public double slope(double x, double y) {
        return x > 0 ? 1 : slope;
    }
}
