package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
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
                .hasValueSatisfying(
                        name -> assertThat(name).matches("attachment; filename=\"a-b-steps-\\d{8}-\\d{4}.csv\""));
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
                .matches("attachment; filename=\"a-b-runs-\\d{8}-\\d{4}.csv\"");
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
                .hasValueSatisfying(name -> assertThat(name).contains("a-b-history"));
        assertThat(lines).hasSize(EPOCHS);
        assertThat(lines.getLast().get("epoch")).isEqualTo(Integer.toString(EPOCHS));
        assertThat(lines.getLast().get("value")).isEqualTo("600.1");
        assertThat(lines.getFirst().get("at")).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void reportCanBeginWithAMarkAndEndWithItsChecksum() throws Exception {
        String path = "/api/v1/reports/comparison.csv?experiment=" + experiment;
        String plain = api.get(path).body();

        String marked = api.get(path + "&bom=true&checksum=true").body();

        int seal = marked.indexOf("# sha256 ");
        assertThat(marked.substring(0, seal)).isEqualTo("\uFEFF" + plain);
        assertThat(marked.substring(seal)).isEqualTo("# sha256 " + sha256("\uFEFF" + plain) + "\r\n");
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void groupsAreOfRunsThatDifferInTheirSeedsOnly() throws Exception {
        String first = seeds("adam", 0.5, 0.7);
        seeds("sgd", 0.25);
        String report = "/api/v1/reports/comparison.csv?shape=grouped&filter=experiment.name%20LIKE%20'seeds%25'";

        List<CSVRecord> lines = parse(api.get(report).body());

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().toMap())
                .containsEntry("param.optimizer", "adam")
                .containsEntry("metric", "test_accuracy")
                .containsEntry("runs", "3")
                .containsEntry("final.count", "2")
                .containsEntry("final.mean", "0.6")
                .doesNotContainKey("param.seed");
        double deviation = Double.parseDouble(lines.getFirst().get("final.deviation"));
        assertThat(deviation).isCloseTo(0.1414213562, within(1e-9));
        // 12.706 is the quantile of Student's distribution with one degree of freedom.
        assertThat(Double.parseDouble(lines.getFirst().get("final.high"))).isCloseTo(0.6 + 12.7062 * 0.1, within(1e-4));
        assertThat(lines.getLast().get("final.deviation")).isEmpty();
        api.patch("/api/v1/runs/" + first, "{\"tags\": {\"phase\": \"one\"}}");

        List<CSVRecord> tagged =
                parse(api.get(report + "&by=tags.phase,params.optimizer").body());

        assertThat(tagged)
                .extracting(line -> line.get("tags.phase") + " " + line.get("params.optimizer"))
                .containsExactly("one adam", " adam", " sgd");
        assertThat(api.get(report + "&by=phase").body()).contains("what can be named is params.NAME");
        assertThat(api.get("/api/v1/reports/comparison.csv?filter=epochs%20%3E%201&by=tags.a")
                        .statusCode())
                .isEqualTo(400);
    }

    /** Runs of one recipe, the first of them twice; returns the first. */
    private static String seeds(String optimizer, double... finals) throws Exception {
        String[] names =
                IntStream.rangeClosed(0, finals.length).mapToObj(i -> "r" + i).toArray(String[]::new);
        JsonNode runs = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("seeds " + optimizer, names))
                        .body())
                .path("runs");
        for (int i = 0; i < names.length; i++) {
            String id = runs.path(i).path("id").textValue();
            api.sql(
                    "UPDATE run SET parameters = parameters || jsonb_build_object('seed', ?, 'optimizer', ?) WHERE run_id = ?",
                    Math.max(0, i - 1),
                    optimizer,
                    id);
            api.sql(
                    "UPDATE run_parameter SET value = to_jsonb(CAST(? AS text)) FROM run, parameter n WHERE run.id ="
                            + " run_parameter.run_id AND n.id = parameter_id AND n.name = 'optimizer' AND run.run_id = ?",
                    optimizer,
                    id);
            api.sql(
                    "INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch)"
                            + " SELECT r.id, m.id, ?, 3, 0, 1, 'NaN', 2 FROM run r CROSS JOIN metric m WHERE r.run_id = ?",
                    finals[Math.max(0, i - 1)],
                    id);
        }
        return runs.path(0).path("id").textValue();
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
