package io.trainyard.engine;

import io.trainyard.contract.MetricNames;
import java.util.List;

/**
 * How far a run is.
 *
 * @param epoch the last one that is trained; 0 before the first
 * @param bestEpoch whose weights the run would leave: the one with the least loss on the validation set, the first of equals;
 *     the last one where nothing is held out
 */
public record ResumePoint(int epoch, int bestEpoch) {
    static ResumePoint of(List<EpochResult> results) {
        int best = results.size();
        double least = Double.POSITIVE_INFINITY;
        for (EpochResult result : results) {
            double loss = result.metrics().getOrDefault(MetricNames.VALIDATION_LOSS, Double.NaN);
            if (loss < least) {
                least = loss;
                best = result.epoch();
            }
        }
        return new ResumePoint(results.size(), best);
    }
}
