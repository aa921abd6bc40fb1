package io.trainyard.engine.nd4j;

/** max(0, x); not a number stays one. The gradient passes where x is greater than 0. */
final class ReluActivation implements Activation {
    @Override
    public double value(double x) {
        return Math.max(0, x);
    }

    @Override
    public double slope(double x, double y) {
        return x > 0 ? 1 : 0;
    }
}
