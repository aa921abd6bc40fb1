package io.trainyard.engine;

import java.util.List;
import java.util.Map;

/**
 * What an epoch led to.
 *
 * @param epoch from 1
 * @param metrics by the names of {@link io.trainyard.contract.MetricNames}
 * @param classAccuracies of each class on the test set; 0 for a class without test images
 * @param trainMillis time of the training steps
 * @param evaluationMillis time of the evaluation over the test set
 */
public record EpochResult(
        int epoch, Map<String, Double> metrics, List<Double> classAccuracies, long trainMillis, long evaluationMillis) {
    public EpochResult {
        metrics = Map.copyOf(metrics);
        classAccuracies = List.copyOf(classAccuracies);
    }
}
