package io.trainyard.contract;

import io.trainyard.contract.dataset.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The metrics that runs report once an epoch: {@code train_}, of the epoch's examples, each before its update; {@code test_},
 * and {@code validation_} where examples are held out, after the epoch.
 *
 * <p>{@code …_loss} is the mean of what training makes small. With classes, {@code …_accuracy} is a fraction of 1 and
 * {@code …_log_likelihood} the mean of log p(label) in nats; with numbers, {@code …_mean_absolute_error} is in their own unit.
 * Runs that are trained elsewhere call theirs as they like.
 */
public final class MetricNames {
    public static final String TRAIN_LOSS = "train_loss";
    public static final String TRAIN_ACCURACY = "train_accuracy";
    public static final String TRAIN_LOG_LIKELIHOOD = "train_log_likelihood";
    public static final String TRAIN_MEAN_ABSOLUTE_ERROR = "train_mean_absolute_error";
    public static final String VALIDATION_LOSS = "validation_loss";
    public static final String VALIDATION_ACCURACY = "validation_accuracy";
    public static final String VALIDATION_LOG_LIKELIHOOD = "validation_log_likelihood";
    public static final String VALIDATION_MEAN_ABSOLUTE_ERROR = "validation_mean_absolute_error";
    public static final String TEST_LOSS = "test_loss";
    public static final String TEST_ACCURACY = "test_accuracy";
    public static final String TEST_LOG_LIKELIHOOD = "test_log_likelihood";
    public static final String TEST_MEAN_ABSOLUTE_ERROR = "test_mean_absolute_error";
    /** Of the epoch's last step. */
    public static final String LEARNING_RATE = "learning_rate";
    /** While training. */
    public static final String IMAGES_PER_SECOND = "images_per_second";

    /** Words of a name that say that less is better. */
    static final Set<String> LOWER_IS_BETTER =
            Set.of("loss", "error", "mae", "mse", "rmse", "mape", "nll", "perplexity", "ppl", "wer", "cer", "fid");

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private MetricNames() {}

    /** What a run of this specification reports. */
    public static List<String> of(RunSpec spec) {
        List<String> sets =
                spec.dataset().holdsOut() ? List.of("train", "validation", "test") : List.of("train", "test");
        List<String> measures = spec.dataset().info().target() instanceof Target.Classes
                ? List.of("loss", "accuracy", "log_likelihood")
                : List.of("loss", "mean_absolute_error");
        List<String> names = new ArrayList<>();
        for (String set : sets) for (String measure : measures) names.add(set + "_" + measure);
        names.add(LEARNING_RATE);
        names.add(IMAGES_PER_SECOND);
        return List.copyOf(names);
    }

    /** Whether less is better, as it is for losses and errors: a word of the name says so, as in {@code loss/train} and {@code val.mae}. */
    public static boolean lowerIsBetter(String metric) {
        String small = metric.toLowerCase(Locale.ROOT);
        return small.endsWith("loss")
                || small.endsWith("error")
                || WORDS.splitAsStream(small).anyMatch(LOWER_IS_BETTER::contains);
    }
}
