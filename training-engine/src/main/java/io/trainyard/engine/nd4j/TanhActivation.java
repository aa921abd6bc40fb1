package io.trainyard.engine.nd4j;

/** tanh(x), with derivative 1 − tanh²(x). */
final class TanhActivation implements Activation {
    @Override
    public double value(double x) {
        return StrictMath.tanh(x);
    }

    @Override
    public double slope(double x, double y) {
        return 1 - y * y;
    }
}
