package io.trainyard.engine.evidence.answers;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the network is right as often as it is sure: of all images with a confidence of 0.8, 80 % should be recognised (Guo,
 * Pleiss, Sun, Weinberger: "On Calibration of Modern Neural Networks", ICML 2017).
 *
 * @param expectedError mean distance between confidence and accuracy over the bins, weighted by their images
 * @param maximumError the greatest of these distances
 * @param bins of equal width from 0 to 1
 */
public record Calibration(double expectedError, double maximumError, List<Bin> bins) {
    static final int BINS = 15;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * The images whose confidence is greater than {@code above} and at most {@code upTo}.
     *
     * @param confidence mean probability of the predicted class; 0 without images
     * @param accuracy fraction that is recognised; 0 without images
     */
    public record Bin(double above, double upTo, int images, double confidence, double accuracy) {
        double error() {
            return Math.abs(confidence - accuracy);
        }
    }

    static Calibration of(Predictions predictions) {
        int[] images = new int[BINS];
        int[] correct = new int[BINS];
        double[] confidence = new double[BINS];
        for (int image = 0; image < predictions.count(); image++) {
            double sure = predictions.confidence(image);
            int bin = Math.clamp((int) Math.ceil(sure * BINS) - 1, 0, BINS - 1);
            images[bin]++;
            confidence[bin] += sure;
            if (predictions.isCorrect(image)) correct[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            int count = Math.max(1, images[i]);
            bins.add(new Bin(
                    (double) i / BINS,
                    (i + 1.0) / BINS,
                    images[i],
                    confidence[i] / count,
                    (double) correct[i] / count));
        }
        double expected = bins.stream()
                .mapToDouble(bin -> bin.error() * bin.images() / predictions.count())
                .sum();
        double maximum = bins.stream().mapToDouble(Bin::error).max().orElseThrow();
        return new Calibration(expected, maximum, bins);
    }
}
