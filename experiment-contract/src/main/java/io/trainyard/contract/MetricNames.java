package io.trainyard.contract;

import java.util.List;

/** The metrics that every run reports once an epoch. Accuracies are fractions of 1. */
public final class MetricNames {
    public static final String TRAIN_LOSS = "train_loss";
    public static final String TRAIN_ACCURACY = "train_accuracy";
    public static final String TEST_LOSS = "test_loss";
    public static final String TEST_ACCURACY = "test_accuracy";
    public static final String LEARNING_RATE = "learning_rate";
    public static final String IMAGES_PER_SECOND = "images_per_second";

    public static final List<String> ALL =
            List.of(TRAIN_LOSS, TRAIN_ACCURACY, TEST_LOSS, TEST_ACCURACY, LEARNING_RATE, IMAGES_PER_SECOND);

    private MetricNames() {}

    /** Whether less is better, as it is for losses. */
    public static boolean lowerIsBetter(String metric) {
        return metric.endsWith("loss");
    }
}
