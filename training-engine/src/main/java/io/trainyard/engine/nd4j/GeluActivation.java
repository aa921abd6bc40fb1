package io.trainyard.engine.nd4j;

/**
 * x·Φ(x), with derivative Φ(x) + x·φ(x), where φ is the density of the normal distribution and Φ its integral. Φ is the
 * series ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) (Marsaglia: "Evaluating the Normal Distribution", 2004).
 */
final class GeluActivation implements Activation {
    private static final double ROOT = Math.sqrt(2 * Math.PI);
    /** Beyond it Φ is 0 or 1 in all digits of a double. */
    private static final double FAR = 9;

    @Override
    public double value(double x) {
        return x * integral(x);
    }

    @Override
    public double slope(double x, double y) {
        return integral(x) + x * density(x);
    }

    private static double density(double x) {
        return StrictMath.exp(-x * x / 2) / ROOT;
    }

    static double integral(double x) {
        if (x > FAR) return 1;
        if (x < -FAR) return 0;
        double sum = x;
        double term = x;
        double before = 0;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * density(x);
    }
}
