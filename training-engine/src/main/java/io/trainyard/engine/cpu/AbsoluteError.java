package io.trainyard.engine.cpu;

/** Mean of |x − t| over the outputs; derivative sign(x − t)/n. */
final class AbsoluteError implements LossFunction {
    @Override
    public double loss(double[] outputs, double[] targets, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            double error = outputs[i] - targets[i];
            sum += Math.abs(error);
            gradient[i] = Math.signum(error) / outputs.length;
        }
        return sum / outputs.length;
    }
}
