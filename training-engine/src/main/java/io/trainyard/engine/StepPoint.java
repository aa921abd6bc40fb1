package io.trainyard.engine;

import java.util.Map;

/**
 * What some steps in a row have shown: a point of curves that are finer than one point an epoch.
 *
 * @param step optimizer updates of the epoch up to here
 * @param metrics by the names of {@link io.trainyard.contract.MetricNames}: means since the point before, and the learning rate of
 *     the newest step
 */
public record StepPoint(int step, Map<String, Double> metrics) {
    public StepPoint {
        metrics = Map.copyOf(metrics);
    }
}
