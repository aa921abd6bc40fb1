package io.trainyard.engine;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far an epoch has come.
 *
 * @param epoch from 1
 * @param step optimizer updates of this epoch so far
 * @param steps of the whole epoch
 * @param trainLoss mean over the epoch's examples so far
 * @param trainAccuracy of the epoch's examples so far, each before its update; empty where the data has no classes
 * @param imagesPerSecond over the epoch so far
 * @param points of the epoch since the last question, in order
 */
public record StepProgress(
        int epoch,
        int step,
        int steps,
        double trainLoss,
        OptionalDouble trainAccuracy,
        double imagesPerSecond,
        List<StepPoint> points) {
    public StepProgress {
        points = List.copyOf(points);
    }
}
