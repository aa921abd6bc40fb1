package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec;

/** A function of one value, with its derivative beside it. A new activation is a new record here. */
interface Activation {
    double value(double x);

    /**
     * The derivative at x.
     *
     * @param y the function's value there
     */
    double slope(double x, double y);

    static Activation of(LayerSpec.Activation spec) {
        return switch (spec) {
            case LayerSpec.Relu _ -> new Relu();
            case LayerSpec.LeakyRelu leaky -> new LeakyRelu(leaky.slope());
            case LayerSpec.Gelu _ -> new Gelu();
            case LayerSpec.Silu _ -> new Silu();
            case LayerSpec.Tanh _ -> new Tanh();
            case LayerSpec.Sigmoid _ -> new Sigmoid();
        };
    }

    /** max(0, x); not a number stays one. The gradient passes where x is greater than 0. */
    record Relu() implements Activation {
        @Override
        public double value(double x) {
            return Math.max(0, x);
        }

        @Override
        public double slope(double x, double y) {
            return x > 0 ? 1 : 0;
        }
    }

    /** x where x > 0, else s·x. */
    record LeakyRelu(double s) implements Activation {
        @Override
        public double value(double x) {
            return x > 0 ? x : s * x;
        }

        @Override
        public double slope(double x, double y) {
            return x > 0 ? 1 : s;
        }
    }

    /**
     * x·Φ(x), with derivative Φ(x) + x·φ(x), where φ is the density of the normal distribution and Φ its integral. Φ is the
     * series ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) (Marsaglia: "Evaluating the Normal Distribution", 2004).
     */
    record Gelu() implements Activation {
        private static final double ROOT = Math.sqrt(2 * Math.PI);
        /** Beyond it Φ is 0 or 1 in all digits of a double. */
        private static final double FAR = 9;
        /** Terms after which the sum stands still for every x up to {@link #FAR}; it takes 103 at most. */
        private static final int MOST_TERMS = 200;

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

        private static double integral(double x) {
            if (x > FAR) return 1;
            if (x < -FAR) return 0;
            double sum = x;
            double term = x;
            double before = 0;
            // What is not a number differs from itself for ever.
            for (int i = 1; i < MOST_TERMS && sum != before; i++) {
                before = sum;
                term *= x * x / (2 * i + 1);
                sum += term;
            }
            return 0.5 + sum * density(x);
        }
    }

    /** x·σ(x), where σ(x) = 1/(1 + e^−x), with derivative σ(x)·(1 + x·(1 − σ(x))). */
    record Silu() implements Activation {
        @Override
        public double value(double x) {
            return x * sigmoid(x);
        }

        @Override
        public double slope(double x, double y) {
            double sigmoid = sigmoid(x);
            return sigmoid * (1 + x * (1 - sigmoid));
        }

        private static double sigmoid(double x) {
            return 1 / (1 + StrictMath.exp(-x));
        }
    }

    /** tanh(x), with derivative 1 − tanh²(x). */
    record Tanh() implements Activation {
        @Override
        public double value(double x) {
            return StrictMath.tanh(x);
        }

        @Override
        public double slope(double x, double y) {
            return 1 - y * y;
        }
    }

    /** σ(x) = 1/(1 + e^−x), with derivative σ·(1 − σ). */
    record Sigmoid() implements Activation {
        @Override
        public double value(double x) {
            return 1 / (1 + StrictMath.exp(-x));
        }

        @Override
        public double slope(double x, double y) {
            return y * (1 - y);
        }
    }
}
