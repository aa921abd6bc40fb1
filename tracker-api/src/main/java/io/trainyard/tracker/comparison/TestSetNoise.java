package io.trainyard.tracker.comparison;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.MetricNames;
import java.util.Optional;

/**
 * How far an accuracy would lie from itself on other images of the same kind: the standard error of a share (of 63 % of 10,000 images
 * 0.48 points). It is there however many seeds are trained, for they are all judged by the same images.
 *
 * @param images on which the runs were judged
 * @param standardError of the accuracy, as a fraction of 1
 */
public record TestSetNoise(int images, double standardError) {
    /** Empty for a metric that is no accuracy of images that were held back. */
    public static Optional<TestSetNoise> of(String metric, double mean, DatasetSpec dataset) {
        int images = switch (metric) {
            case MetricNames.VALIDATION_ACCURACY -> dataset.validationImages();
            case MetricNames.TEST_ACCURACY -> dataset.testedImages();
            default -> 0;
        };
        if (images == 0 || mean < 0 || mean > 1) return Optional.empty();
        return Optional.of(new TestSetNoise(images, Math.sqrt(mean * (1 - mean) / images)));
    }
}
