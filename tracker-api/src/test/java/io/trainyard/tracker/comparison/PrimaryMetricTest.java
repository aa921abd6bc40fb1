package io.trainyard.tracker.comparison;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(PrimaryMetric.of(List.of(Set.of("anything")))).isEmpty();
    }

    /** A page and a script must not judge by different numbers. */
    @Test
    void pagesPreferTheSame() throws Exception {
        String source = Files.readString(OF_THE_PAGES);
        String list = source.substring(source.indexOf("const PREFERRED"), source.indexOf("] as const"));
        List<String> ofThePages = Pattern.compile("'(\\w+)'")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(PrimaryMetric.PREFERRED).isEqualTo(ofThePages);
    }
}
