package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The comparison report as CSV. */
final class ReportIT {
    private static final int EPOCHS = 6001;

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @SuppressWarnings("NullAway.Init")
    private static String experiment;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
        String body = Bodies.experiment("a, \"b\"", "=cmd()", "plain");
        experiment = TestApi.tree(api.post("/api/v1/experiments", body).body())
                .path("id")
                .textValue();
        api.sql("INSERT INTO metric (name) VALUES ('test_accuracy')");
        api.sql("INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch) "
                + "SELECT r.id, m.id, 0.5, 3, 0.25, 0.75, 0.75, 2 FROM run r CROSS JOIN metric m "
                + "WHERE r.name = 'plain'");
        api.sql(
                "INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change) "
                        + "SELECT r.id, m.id, g, 1, g / 10.0, '2026-01-01Z', CHANGE "
                        + "FROM run r CROSS JOIN metric m CROSS JOIN generate_series(1, ?) g WHERE r.name = 'plain'",
                EPOCHS);
        api.sql(
                "INSERT INTO step_chunk (run_id, metric_id, epoch, attempt, shown, steps, places, millis, measured, points, last, min, max, change) "
                        + "SELECT r.id, m.id, g, a, a = 1, 20, '{10,20}', '{1767225600000,1767225600500}', ARRAY[g, 'NaN'::float8], 2, 'NaN', g, 'NaN', CHANGE "
                        + "FROM run r CROSS JOIN metric m CROSS JOIN generate_series(1, 250) g CROSS JOIN generate_series(1, 2) a WHERE r.name = 'plain'");
    }

    @Test
    void stepsHoldEveryValueWithinEpochsInOrder() throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/reports/comparison.csv?shape=steps&experiment=" + experiment);
        List<CSVRecord> lines = parse(answer.body());

        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"comparison-steps.csv\"");
        assertThat(lines).hasSize(500);
        assertThat(lines)
                .extracting(line -> line.get("step"))
                .startsWith("10", "20", "30")
                .endsWith("4990", "5000");
        assertThat(lines).extracting(line -> line.get("value")).startsWith("1.0", "NaN", "2.0");
        assertThat(lines.getLast().toMap())
                .containsEntry("epoch", "250")
                .containsEntry("at", "2026-01-01T00:00:00.500Z");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void runsAreOneLineEachWithCarriageReturns() throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/reports/comparison.csv?experiment=" + experiment);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"comparison-runs.csv\"");
        assertThat(answer.body().replace("\r\n", "")).doesNotContain("\n");
        List<CSVRecord> lines = parse(answer.body());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("run_name")).isEqualTo("'=cmd()");
        assertThat(lines.get(0).get("experiment")).isEqualTo("a, \"b\"");
        assertThat(lines.get(0).get("metric.test_accuracy.final")).isEmpty();
        assertThat(lines.get(1).get("metric.test_accuracy.final")).isEqualTo("0.5");
        assertThat(lines.get(1).get("metric.test_accuracy.best_epoch")).isEqualTo("2");
        assertThat(lines.get(1).get("param.optimizer.learningRate")).isEqualTo("0.01");
    }

    @Test
    void historyHoldsEveryValueInOrder() throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/reports/comparison.csv?shape=history&experiment=" + experiment);
        List<CSVRecord> lines = parse(answer.body());

        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"comparison-history.csv\"");
        assertThat(lines).hasSize(EPOCHS);
        assertThat(lines.getLast().get("epoch")).isEqualTo(Integer.toString(EPOCHS));
        assertThat(lines.getLast().get("value")).isEqualTo("600.1");
        assertThat(lines.getFirst().get("at")).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void unknownRunIsNotFoundAndNoRunsAreABadRequest() throws Exception {
        assertThat(api.get("/api/v1/reports/comparison.csv?runs=nobody").statusCode())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/reports/comparison.csv").statusCode()).isEqualTo(400);
    }

    private static List<CSVRecord> parse(String text) throws Exception {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            return parser.getRecords();
        }
    }
}
