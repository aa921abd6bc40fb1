package io.trainyard.tracker.comparison;

import io.trainyard.contract.MetricNames;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one number that runs are judged by: on the validation set where there is one, since the test set is for the end; the accuracy, or
 * the mean absolute error where a quantity is told. Metrics of other names are judged by the words in them.
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

    /** Of metrics of any other names the words that tell what is measured: the first is what a run is judged by rather than the next. */
    static final List<List<String>> MEASURES = List.of(
            List.of("accuracy", "acc", "top1"),
            List.of("f1"),
            List.of("auc", "auroc"),
            List.of("map", "ap"),
            List.of("bleu", "rouge"),
            List.of("iou", "dice"),
            List.of("r2"),
            List.of("reward", "return", "score"),
            List.of("mae", "rmse", "mse"),
            List.of("perplexity", "ppl", "wer", "cer", "nll"),
            List.of("loss", "error"));

    /** And on which data: one that names none comes before the training set. */
    static final List<List<String>> SETS = List.of(
            List.of("validation", "valid", "val", "dev", "eval"),
            List.of("test"),
            List.of(),
            List.of("train", "training"));

    private static final int OF_NO_SET = 2;
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** The least is what a run is judged by. */
    private static final Comparator<String> RANK = Comparator.<String>comparingInt(
                    name -> PREFERRED.contains(name) ? PREFERRED.indexOf(name) : PREFERRED.size())
            .thenComparingInt(name -> place(MEASURES, name, MEASURES.size()))
            .thenComparingInt(name -> place(SETS, name, OF_NO_SET))
            .thenComparing(Comparator.naturalOrder());

    private PrimaryMetric() {}

    /**
     * That of most of the runs.
     *
     * @param metrics the names that each run has
     */
    public static Optional<String> of(Collection<Set<String>> metrics) {
        Map<String, Long> counts = metrics.stream()
                .flatMap(names -> ofRun(names).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey, RANK.reversed()))
                .map(Map.Entry::getKey);
    }

    private static Optional<String> ofRun(Set<String> names) {
        return names.stream().min(RANK);
    }

    /** Of the first list that has a word of the name. */
    private static int place(List<List<String>> lists, String name, int ofNone) {
        List<String> words = List.of(WORDS.split(name.toLowerCase(Locale.ROOT)));
        for (int i = 0; i < lists.size(); i++) if (lists.get(i).stream().anyMatch(words::contains)) return i;
        return ofNone;
    }
}
