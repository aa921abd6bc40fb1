package io.trainyard.tracker.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.MetricNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PrimaryMetricTest {
    private static final Path OF_THE_PAGES = Path.of("..", "web-ui", "src", "base", "primaryMetric.ts");

    @Test
    void theValidationSetComesFirst() {
        assertThat(PrimaryMetric.of(List.of(Set.of("test_accuracy", "validation_accuracy", "train_loss"))))
                .contains("validation_accuracy");
        assertThat(PrimaryMetric.of(List.of(Set.of("test_loss", "test_mean_absolute_error"))))
                .contains("test_mean_absolute_error");
    }

    @Test
    void mostRunsDecide() {
        Set<String> classes = Set.of("test_accuracy");
        Set<String> quantity = Set.of("test_mean_absolute_error");
        assertThat(PrimaryMetric.of(List.of(quantity, classes, quantity))).contains("test_mean_absolute_error");
        assertThat(PrimaryMetric.of(List.of(quantity, classes))).contains("test_accuracy");
        assertThat(PrimaryMetric.of(List.of(Set.of()))).isEmpty();
    }

    @Test
    void namesOfOthersAreJudgedByTheirWords() {
        assertThat(PrimaryMetric.of(List.of(Set.of("loss/train", "loss/val", "grad_norm", "lr"))))
                .contains("loss/val");
        assertThat(PrimaryMetric.of(List.of(Set.of("val.loss", "val.f1", "train.f1"))))
                .contains("val.f1");
        assertThat(PrimaryMetric.of(List.of(Set.of("accuracy", "train/accuracy"))))
                .contains("accuracy");
        assertThat(PrimaryMetric.of(List.of(Set.of("zeta", "eta")))).contains("eta");
        assertThat(PrimaryMetric.of(List.of(Set.of("val_acc", "test_accuracy"))))
                .contains("test_accuracy");
    }

    /** A page and a script must not judge by different numbers. */
    @Test
    void pagesPreferTheSame() throws Exception {
        assertThat(PrimaryMetric.PREFERRED).isEqualTo(ofThePages("PREFERRED"));
        assertThat(PrimaryMetric.MEASURES.stream().flatMap(List::stream))
                .containsExactlyElementsOf(ofThePages("MEASURES"));
        assertThat(PrimaryMetric.SETS.stream().flatMap(List::stream)).containsExactlyElementsOf(ofThePages("SETS"));
        assertThat(ofThePages("LOWER_IS_BETTER")).allMatch(MetricNames::lowerIsBetter);
    }

    private static List<String> ofThePages(String name) throws Exception {
        String source = Files.readString(OF_THE_PAGES);
        int start = source.indexOf("const " + name);
        String list = source.substring(start, source.indexOf("as const", start));
        return Pattern.compile("'(\\w+)'")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
