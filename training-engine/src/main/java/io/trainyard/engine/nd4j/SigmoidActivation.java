package io.trainyard.engine.nd4j;

/** σ(x) = 1/(1 + e^−x), with derivative σ·(1 − σ). */
final class SigmoidActivation implements Activation {
    @Override
    public double value(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    public double slope(double x, double y) {
        return y * (1 - y);
    }
}
