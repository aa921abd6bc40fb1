package io.trainyard.engine.cpu;

/** Mean of (x − t)² over the outputs; derivative 2·(x − t)/n. */
final class SquaredError implements LossFunction {
    @Override
    public double loss(double[] outputs, double[] targets, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double error = outputs[i] - targets[i];
            sum += error * error;
            gradient[i] = 2 * error / outputs.length;
        }
        return sum / outputs.length;
    }
}
