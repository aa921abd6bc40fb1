package io.trainyard.engine.nd4j;

/** A function of one value, with its derivative beside it. */
interface Activation {
    double value(double x);

    /**
     * The derivative at x.
     *
     * @param y the function's value there
     */
    double slope(double x, double y);
}
