package io.trainyard.tracker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trainyard.tracker.search.Filter.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters as people write them, and what is said of those that are wrong. */
final class FilterParserTest {
    @Test
    void notBindsBeforeAndBeforeOr() {
        assertThat(FilterParser.parse("NOT starred = true AND epochs > 3 or epochs < 1"))
                .isEqualTo(new Filter.Or(List.of(
                        new Filter.And(List.of(
                                new Filter.Not(
                                        attribute(RunAttribute.STARRED, Operator.EQUAL, new Literal.Truth(true))),
                                attribute(RunAttribute.EPOCHS, Operator.GREATER, number("3")))),
                        attribute(RunAttribute.EPOCHS, Operator.LESS, number("1")))));
    }

    @Test
    void summaryOfAMetricStandsBehindItsName() {
        assertThat(FilterParser.parse("metrics.a/b.c.max >= -1e-3"))
                .isEqualTo(new Filter.Comparison(
                        new Field.Metric("a/b.c", Field.Summary.MAX), Operator.AT_LEAST, number("-1e-3")));
        assertThat(FilterParser.parse("metrics.\"x.max\" = 1"))
                .isEqualTo(new Filter.Comparison(
                        new Field.Metric("x.max", Field.Summary.LAST), Operator.EQUAL, number("1")));
        assertThat(FilterParser.parse("metrics.best.best_epoch < 5"))
                .isEqualTo(new Filter.Comparison(
                        new Field.Metric("best", Field.Summary.BEST_EPOCH), Operator.LESS, number("5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics.rmse < 1 and params.model = \"CNN\"",
                "metric.\"accuracy (top 5)\" > 0.72",
                "metrics.`cosine similarity` > 0.5",
                "params.`batch-size` = '32'",
                "parameters.batch-size != \"32\"",
                "tags.mlflow.source.name LIKE '%.ipynb'",
                "tag.\"release version\" ILIKE '1.%'",
                "attributes.status = \"FINISHED\"",
                "attr.status != 'RUNNING'",
                "attribute.run_id IN ('a', 'b')",
                "run.run_name = 'x'",
                "run_id NOT IN ('a')",
                "\"Run name\" = 'x'",
                "attributes.start_time >= 1664067852747",
                "datasets.name = 'mnist'",
                "dataset.digest ILIKE 'abc%'",
                "params.model IS NULL AND tags.x IS NOT NULL"
            })
    void whatMlflowUnderstandsIsUnderstood(String filter) {
        assertThat(FilterParser.parse(filter)).isNotNull();
    }

    @Test
    void statusIsKnownByItsOtherNames() {
        assertThat(FilterParser.parse("status = 'FINISHED'")).isEqualTo(FilterParser.parse("status = 'completed'"));
        assertThat(FilterParser.parse("status in ('Killed')")).isEqualTo(FilterParser.parse("status in ('cancelled')"));
    }

    @Test
    void timesMayBeDatesMillisecondsAndDistancesFromNow() {
        assertThat(value("created > '2026-11-30'"))
                .isEqualTo(new Literal.Moment(Instant.parse("2026-11-30T00:00:00Z")));
        assertThat(value("created > '2026-11-30 18:00:00'"))
                .isEqualTo(new Literal.Moment(Instant.parse("2026-11-30T18:00:00Z")));
        assertThat(value("created > '2026-11-30T18:00+08:00'"))
                .isEqualTo(new Literal.Moment(Instant.parse("2026-11-30T10:00:00Z")));
        assertThat(value("created > 1000")).isEqualTo(new Literal.Moment(Instant.ofEpochSecond(1)));
        assertThat(value("created > -7d")).isEqualTo(new Literal.FromNow(Duration.ofDays(-7)));
        assertThat(value("created>-1h30m")).isEqualTo(new Literal.FromNow(Duration.ofMinutes(-90)));
        assertThat(value("duration > 1.5h")).isEqualTo(number("5400.000"));
        assertThat(value("duration > 90")).isEqualTo(number("90"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            metrcs.loss > 1                    | 1  | 11 | metrics.loss
            statsu = 'failed'                  | 1  | 6  | status
            test_acuracy > 0.9                 | 1  | 12 | metrics.test_accuracy
            status = 'faild'                   | 10 | 7  | 'failed'
            status = failed                    | 10 | 6  | 'failed'
            metrics.loss > '0.9'               | 16 | 5  | 0.9
            metrics.loss == 1                  | 14 | 2  | =
            metrics.loss <> 1                  | 14 | 2  | !=
            metrics.loss => 1                  | 14 | 2  | >=
            name LKE 'x'                       | 6  | 3  | LIKE
            epochs > 1 ADN epochs < 3          | 12 | 3  | AND
            created > 7d                       | 11 | 2  | -7d
            params.x = NULL                    | 12 | 4  | IS NULL
            created > 2026-11-30               | 11 | 10 | '2026-11-30'
            name = 5                           | 8  | 1  | '5'
            text = 'mnist'                     | 6  | 1  | ILIKE '%mnist%'
            starred = yes                      | 11 | 3  | true
            (epochs > 1                        | 1  | 1  | -
            epochs > 1)                        | 11 | 1  | -
            name = 'x                          | 8  | 2  | -
            epochs >                           | 9  | 1  | -
            epochs > 1 AND                     | 15 | 1  | -
            epochs IN 1                        | 11 | 1  | -
            epochs IN (1                       | 11 | 1  | -
            metrics                            | 1  | 7  | -
            metrics. > 1                       | 9  | 1  | -
            name LIKE 'a\\'                    | 11 | 4  | -
            name > 'a'                         | 6  | 1  | -
            metrics.loss LIKE 'a'              | 14 | 4  | -
            metrics.loss > 1e999               | 16 | 5  | -
            created > 'yesterday'              | 11 | 11 | -
            epochs > 5x                        | 10 | 2  | '5x'
            ; DROP TABLE run                   | 1  | 1  | -
            """)
    void mistakeIsPointedAt(String filter, int column, int length, String meant) {
        InvalidFilterException refused =
                catchThrowableOfType(InvalidFilterException.class, () -> FilterParser.parse(filter));

        assertThat(refused).as(filter).isNotNull();
        assertThat(refused.column()).as(refused.sentence()).isEqualTo(column);
        assertThat(refused.length()).as(refused.sentence()).isEqualTo(length);
        if (!meant.equals("-"))
            assertThat(refused.meant()).as(refused.sentence()).contains(meant);
    }

    @Test
    void filterIsBounded() {
        String condition = "epochs > 1";
        String values = "1,".repeat(FilterParser.MAX_VALUES) + "1";

        assertThatThrownBy(() -> FilterParser.parse(" ".repeat(FilterParser.MAX_LENGTH) + condition))
                .hasMessageContaining("4000 characters");
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(40) + condition + ")".repeat(40)))
                .hasMessageContaining("32 deep");
        assertThatThrownBy(() -> FilterParser.parse("NOT ".repeat(900) + condition))
                .hasMessageContaining("32 deep");
        assertThatThrownBy(() -> FilterParser.parse((condition + " OR ").repeat(100) + condition))
                .hasMessageContaining("100 conditions");
        assertThatThrownBy(() -> FilterParser.parse("epochs IN (" + values + ")"))
                .hasMessageContaining("1000 values");
    }

    private static Literal value(String comparison) {
        return ((Filter.Comparison) FilterParser.parse(comparison)).value();
    }

    private static Filter attribute(RunAttribute attribute, Operator operator, Literal value) {
        return new Filter.Comparison(new Field.Attribute(attribute), operator, value);
    }

    private static Literal number(String text) {
        return new Literal.Amount(new BigDecimal(text));
    }
}
