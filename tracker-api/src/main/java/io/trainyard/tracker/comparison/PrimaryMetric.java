package io.trainyard.tracker.comparison;

import io.trainyard.contract.MetricNames;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one number that runs are judged by: on the validation set where there is one, since the test set is for the end; the accuracy, or
 * the mean absolute error where a quantity is told.
 */
public final class PrimaryMetric {
    static final List<String> PREFERRED = List.of(
            MetricNames.VALIDATION_ACCURACY,
            MetricNames.TEST_ACCURACY,
            MetricNames.VALIDATION_MEAN_ABSOLUTE_ERROR,
            MetricNames.TEST_MEAN_ABSOLUTE_ERROR,
            MetricNames.VALIDATION_LOSS,
            MetricNames.TEST_LOSS,
            MetricNames.TRAIN_LOSS);

    private PrimaryMetric() {}

    /**
     * That of most of the runs.
     *
     * @param metrics the names that each run has
     */
    public static Optional<String> of(Collection<Set<String>> metrics) {
        Map<String, Long> counts = metrics.stream()
                .flatMap(names -> PREFERRED.stream().filter(names::contains).limit(1))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(entry -> -PREFERRED.indexOf(entry.getKey()), Comparator.naturalOrder()))
                .map(Map.Entry::getKey);
    }
}
