package io.trainyard.engine.evidence.answers;

/** What a network says of labelled images: a probability of each class, the softmax of its scores. */
public final class Predictions {
    private final int classes;
    private final int[] labels;
    private final float[] probabilities;
    private final int[] predictions;
    private final double logLikelihood;

    /**
     * Turns scores into probabilities.
     *
     * @param scores image after image, a score of each class
     * @param labels of the images
     */
    public Predictions(int classes, float[] scores, int[] labels) {
        if (scores.length != labels.length * classes)
            throw new IllegalArgumentException(
                    scores.length + " scores for " + labels.length + " images of " + classes + " classes");
        this.classes = classes;
        this.labels = labels.clone();
        probabilities = new float[scores.length];
        predictions = new int[labels.length];
        double sum = 0;
        for (int image = 0; image < labels.length; image++) sum += softmax(scores, image);
        logLikelihood = sum / labels.length;
    }

    /** Returns the logarithm of the label's probability. */
    private double softmax(float[] scores, int image) {
        int from = image * classes;
        int best = 0;
        for (int i = 1; i < classes; i++) if (scores[from + i] > scores[from + best]) best = i;
        predictions[image] = best;
        double greatest = scores[from + best];
        double sum = 0;
        for (int i = 0; i < classes; i++) sum += Math.exp(scores[from + i] - greatest);
        for (int i = 0; i < classes; i++)
            probabilities[from + i] = (float) (Math.exp(scores[from + i] - greatest) / sum);
        return scores[from + labels[image]] - greatest - Math.log(sum);
    }

    public int count() {
        return labels.length;
    }

    public int classes() {
        return classes;
    }

    public int label(int image) {
        return labels[image];
    }

    /** The class of the greatest probability, the first one of equals. */
    public int prediction(int image) {
        return predictions[image];
    }

    public boolean isCorrect(int image) {
        return predictions[image] == labels[image];
    }

    public float probability(int image, int label) {
        return probabilities[image * classes + label];
    }

    /** The probability of the predicted class. */
    public float confidence(int image) {
        return probability(image, predictions[image]);
    }

    /** Mean logarithm of the labels' probabilities, in nats: minus the cross-entropy. */
    public double logLikelihood() {
        return logLikelihood;
    }

    public double accuracy() {
        int correct = 0;
        for (int image = 0; image < labels.length; image++) if (isCorrect(image)) correct++;
        return (double) correct / labels.length;
    }
}
