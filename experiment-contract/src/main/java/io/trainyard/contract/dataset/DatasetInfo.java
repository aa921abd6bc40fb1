package io.trainyard.contract.dataset;

import io.trainyard.contract.network.Shape;
import java.util.List;

/**
 * A data set of images.
 *
 * @param name as on the wire
 * @param title for people
 * @param description one sentence: what it shows and where it comes from
 * @param shape of one image
 * @param target what is to be told of an image
 * @param trainImages size of the training set
 * @param testImages size of the test set
 * @param mean of each channel over the training set, pixels scaled to 0..1: subtracted before training
 * @param standardDeviation of each channel over the training set, pixels scaled to 0..1: divided by before training
 * @param digest SHA-256 of its images and answers, in hexadecimal digits: what has another is another set
 */
public record DatasetInfo(
        String name,
        String title,
        String description,
        Shape shape,
        Target target,
        int trainImages,
        int testImages,
        List<Double> mean,
        List<Double> standardDeviation,
        String digest) {
    public DatasetInfo {
        mean = List.copyOf(mean);
        standardDeviation = List.copyOf(standardDeviation);
        if (mean.size() != shape.channels() || standardDeviation.size() != shape.channels())
            throw new IllegalArgumentException("one mean and one deviation per channel: " + name);
    }

    /** Names of the classes, in the order of their labels from 0; empty where the target is no class. */
    public List<String> classes() {
        return target instanceof Target.Classes classes ? classes.names() : List.of();
    }
}
