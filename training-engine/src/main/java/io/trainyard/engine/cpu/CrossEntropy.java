package io.trainyard.engine.cpu;

/** −Σ tᵢ·log softmax(x)ᵢ for targets that sum to 1; its derivative by the scores is softmax(x) − t. */
final class CrossEntropy implements LossFunction {
    @Override
    public double loss(double[] outputs, double[] targets, double[] gradient) {
        double logarithm = Softmax.of(outputs, gradient);
        double loss = 0;
        for (int i = 0; i < outputs.length; i++) {
            // A target of 0 counts nothing, even where its score is minus infinity.
            if (targets[i] != 0) loss += targets[i] * (logarithm - outputs[i]);
            gradient[i] -= targets[i];
        }
        return loss;
    }
}
