package io.trainyard.engine.cpu;

/** Another loss, of the scores' softmax p. By the chain rule its derivative by score i is pᵢ·(gᵢ − Σ gⱼ·pⱼ). */
final class OfSoftmax implements LossFunction {
    private final LossFunction loss;
    private final double[] probabilities;

    OfSoftmax(LossFunction loss, int outputs) {
        this.loss = loss;
        probabilities = new double[outputs];
    }

    @Override
    public double loss(double[] outputs, double[] targets, double[] gradient) {
        Softmax.of(outputs, probabilities);
        double value = loss.loss(probabilities, targets, gradient);
        double mean = 0;
        for (int i = 0; i < outputs.length; i++) mean += gradient[i] * probabilities[i];
        for (int i = 0; i < outputs.length; i++) gradient[i] = probabilities[i] * (gradient[i] - mean);
        return value;
    }
}
