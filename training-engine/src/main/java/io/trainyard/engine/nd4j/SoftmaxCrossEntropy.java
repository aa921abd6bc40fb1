package io.trainyard.engine.nd4j;

import io.trainyard.engine.device.Outcome;

/**
 * The loss −log softmax(scores)[label], with the greatest score subtracted first so that no exponential overflows. Its
 * gradient by the scores, for the mean over the batch, is (softmax(scores) − one-hot(label)) / batch.
 */
final class SoftmaxCrossEntropy {
    private final HostView scores;
    private final int batch;
    private final int classes;
    private final double[] exponentials;

    SoftmaxCrossEntropy(HostView scores, int batch) {
        this.scores = scores;
        this.batch = batch;
        classes = scores.length() / batch;
        exponentials = new double[classes];
    }

    Outcome forward(int[] labels, int[] predictions) {
        double lossSum = 0;
        int correct = 0;
        for (int example = 0; example < batch; example++) {
            int best = best(example);
            double sum = exponentials(example, best);
            lossSum += Math.log(sum)
                    - scores.get(example * classes + labels[example])
                    + scores.get(example * classes + best);
            predictions[example] = best;
            if (best == labels[example]) correct++;
        }
        return new Outcome(lossSum, correct);
    }

    void backward(int[] labels, HostView gradient) {
        for (int example = 0; example < batch; example++) {
            double sum = exponentials(example, best(example));
            for (int i = 0; i < classes; i++) {
                double target = i == labels[example] ? 1 : 0;
                gradient.set(example * classes + i, (exponentials[i] / sum - target) / batch);
            }
        }
    }

    /** The first of the greatest scores. A score that is not a number makes the loss one that is not either. */
    private int best(int example) {
        int best = 0;
        for (int i = 1; i < classes; i++)
            if (scores.get(example * classes + i) > scores.get(example * classes + best)) best = i;
        return best;
    }

    private double exponentials(int example, int best) {
        double greatest = scores.get(example * classes + best);
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            exponentials[i] = StrictMath.exp(scores.get(example * classes + i) - greatest);
            sum += exponentials[i];
        }
        return sum;
    }
}
