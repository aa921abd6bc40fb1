package io.trainyard.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.contract.Sha256;
import io.trainyard.standalone.client.FakeTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking for runs and writing them into files, by a tracker that gives laid out answers. */
final class RunsCommandTest {
    private static final String REFUSAL = """
            {"title": "Bad Request", "status": 400, "detail": "filter, column 1: there is no attribute 'statsu'; did you mean status?",
             "errors": []}
            """;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakeTracker tracker;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        tracker = new FakeTracker();
        shell = new Shell(folder, tracker.url());
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    @Test
    void filterThatFindsNothingIsLookedAt() {
        tracker.onJson("/api/v1/runs", 200, "{\"items\": [], \"next\": null}")
                .onJson(
                        "/api/v1/search/completions",
                        200,
                        "{\"problem\": {\"message\": \"no run has a metric 'los'\"}}");

        int code = shell.run("search", "--server", tracker.url(), "metrics.los < 1");

        assertThat(code).isZero();
        assertThat(shell.err()).contains("no run has a metric 'los'");
    }

    @Test
    void pagesAreReadToTheLimitAndShownAsATable() {
        tracker.onJson("/api/v1/runs", 200, page("a", "\"more\"")).onJson("/api/v1/runs", 200, page("b", "null"));

        int code = shell.run(
                "search", "--server", tracker.url(), "status = 'failed'", "--show", "metric.loss,param.dataset");

        assertThat(code).isZero();
        assertThat(tracker.asked().getFirst().target()).contains("filter=status+%3D+%27failed%27", "limit=20");
        assertThat(tracker.asked().get(1).target()).contains("after=more", "limit=19");
        assertThat(shell.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "ID RUN EXPERIMENT STATUS CREATED loss dataset",
                        shell.out().lines().toList().get(1).replaceAll(" +", " "),
                        "a run a sweep failed 2026-11-30T10:00:00Z 0.25 mnist",
                        "b run b sweep failed 2026-11-30T10:00:00Z 0.25 mnist");
    }

    @Test
    void jsonIsOneArrayOfWhatTheTrackerSends() throws IOException {
        tracker.onJson("/api/v1/runs", 200, page("a", "null"));

        assertThat(shell.run("runs", "--server", tracker.url(), "--json")).isZero();

        JsonNode runs = JsonMapper.builder().build().readTree(shell.out());
        assertThat(runs.isArray()).isTrue();
        assertThat(runs.findValuesAsText("id")).contains("a");
    }

    @Test
    void mistakeInAFilterIsToldWithItsPlace() {
        tracker.on("/api/v1/runs", 400, "application/problem+json", REFUSAL);

        assertThat(shell.run("search", "--server", tracker.url(), "statsu = 'failed'"))
                .isEqualTo(ExitCodes.FAILED);

        assertThat(shell.err()).contains("column 1: there is no attribute 'statsu'; did you mean status?");
    }

    @Test
    void reportIsThereWhenItIsWhole() throws IOException {
        String seal =
                "# sha256 %s\r\n".formatted(HexFormat.of().formatHex(Sha256.of("run_id\r\na\r\n".getBytes(UTF_8))));
        tracker.on("/api/v1/reports/comparison.csv", 200, "text/csv", "run_id\r\na\r\n" + seal);
        Path file = folder.resolve("one.csv");

        assertThat(shell.run("export", "--server", tracker.url(), "epochs > 1", "--shape", "history", "-o", "" + file))
                .isZero();

        assertThat(file).hasContent("run_id\r\na\r\n");
        assertThat(tracker.asked().getFirst().target()).contains("shape=history", "filter=epochs+%3E+1");
    }

    @Test
    void reportThatBrokeOffLeavesNoFile() throws IOException {
        String seal = "# sha256 %s\r\n"
                .formatted(HexFormat.of().formatHex(Sha256.of("run_id\r\na\r\nb\r\n".getBytes(UTF_8))));
        tracker.on("/api/v1/reports/comparison.csv", 200, "text/csv", "run_id\r\na\r\n")
                .on("/api/v1/reports/comparison.csv", 200, "text/csv", "run_id\r\na\r\n" + seal);
        Path file = folder.resolve("one.csv");

        for (int i = 0; i < 2; i++)
            assertThat(shell.run("export", "--server", tracker.url(), "epochs > 1", "-o", "" + file))
                    .isEqualTo(ExitCodes.FAILED);

        assertThat(folder).isEmptyDirectory();
        assertThat(shell.err()).contains("the report is not whole");
    }

    @Test
    void refusedReportLeavesNoFile() throws IOException {
        tracker.on("/api/v1/reports/comparison.csv", 400, "application/problem+json", REFUSAL);
        Path file = Files.writeString(folder.resolve("one.csv"), "of yesterday");

        assertThat(shell.run("export", "--server", tracker.url(), "statsu = 1", "-o", "" + file))
                .isEqualTo(ExitCodes.FAILED);

        assertThat(file).hasContent("of yesterday");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(shell.err()).contains("did you mean status?");
    }

    @Test
    void cancellingIsOnlyCountedUntilItIsMeant() {
        tracker.onJson("/api/v1/bulk/runs", 200, "{\"matched\": 7, \"done\": 0, \"next\": null}");

        assertThat(shell.run("cancel", "--server", tracker.url(), "epochs > 1")).isZero();

        assertThat(shell.out()).contains("7 runs would be cancelled");
        assertThat(tracker.asked()).hasSize(1);
        assertThat(tracker.asked().getFirst().body())
                .isEqualTo("{\"action\":\"cancel\",\"filter\":\"epochs > 1\",\"preview\":true}");
    }

    @Test
    void cancellingGoesOnUntilAllAreDone() {
        tracker.onJson("/api/v1/bulk/runs", 200, "{\"matched\": 500, \"done\": 499, \"next\": \"there\"}")
                .onJson("/api/v1/bulk/runs", 200, "{\"matched\": 2, \"done\": 2, \"next\": null}");

        assertThat(shell.run("cancel", "--server", tracker.url(), "epochs > 1", "--yes", "--json"))
                .isZero();

        assertThat(shell.out()).contains("{\"cancelled\":501}");
        assertThat(tracker.asked().get(1).body()).contains("\"after\":\"there\"", "\"preview\":false");
    }

    @Test
    void retryingSaysFromWhere() {
        tracker.onJson("/api/v1/bulk/runs", 200, "{\"matched\": 1, \"done\": 1, \"next\": null}");

        assertThat(shell.run("retry", "--server", tracker.url(), "epochs > 1", "--from", "best", "--yes"))
                .isZero();

        assertThat(shell.out()).contains("1 run queued again.");
        assertThat(tracker.asked().getFirst().body()).contains("\"action\":\"retry\"", "\"from\":\"best\"");
    }

    @Test
    void extendingSaysByHowMuch() {
        tracker.onJson("/api/v1/bulk/runs", 200, "{\"matched\": 2, \"done\": 2, \"next\": null}");

        assertThat(shell.run("extend", "--server", tracker.url(), "epochs > 1", "--epochs", "5", "--yes"))
                .isZero();

        assertThat(shell.out()).contains("2 runs queued again.");
        assertThat(tracker.asked().getFirst().body()).contains("\"action\":\"extend\"", "\"moreEpochs\":5");
    }

    @Test
    void allRunsMoveToTheNewExperimentThatWasMadeWithTheFirstOfThem() {
        tracker.onJson(
                        "/api/v1/bulk/runs",
                        200,
                        "{\"matched\": 500, \"done\": 500, \"next\": \"n\", \"experiment\": \"e1\"}")
                .onJson(
                        "/api/v1/bulk/runs",
                        200,
                        "{\"matched\": 1, \"done\": 1, \"next\": null, \"experiment\": \"e1\"}");

        assertThat(shell.run("move", "--server", tracker.url(), "epochs > 1", "--to-new", "Paper", "--yes"))
                .isZero();

        assertThat(shell.out()).contains("501 runs moved.");
        assertThat(tracker.asked().getFirst().body()).contains("\"newExperiment\":\"Paper\"");
        assertThat(tracker.asked().get(1).body())
                .contains("\"experiment\":\"e1\"")
                .doesNotContain("newExperiment");
    }

    @Test
    void pausingAndResumingAreCountedAlike() {
        tracker.onJson("/api/v1/bulk/runs", 200, "{\"matched\": 3, \"done\": 2, \"next\": null}");

        assertThat(shell.run("pause", "--server", tracker.url(), "epochs > 1")).isZero();
        assertThat(shell.run("resume", "--server", tracker.url(), "epochs > 1", "--yes", "--json"))
                .isZero();

        assertThat(shell.out()).contains("3 runs would be paused", "{\"resumed\":2}");
        assertThat(tracker.asked())
                .extracting(FakeTracker.Asked::body)
                .satisfiesExactly(
                        counted -> assertThat(counted).contains("\"action\":\"pause\"", "\"preview\":true"),
                        done -> assertThat(done).contains("\"action\":\"resume\"", "\"preview\":false"));
    }

    @Test
    void exportOfEverythingHasToBeAskedFor() {
        assertThat(shell.run("export", "--server", tracker.url())).isEqualTo(ExitCodes.USAGE);
    }

    private static String page(String id, String next) {
        return """
                {"items": [{"id": "%1$s", "name": "run %1$s", "experiment": {"id": "e", "name": "sweep"}, "status": "failed",
                            "createdAt": "2026-11-30T10:00:00Z", "parameters": {"dataset": "mnist"}, "metrics": {"loss": {"last": 0.25}}}],
                 "next": %2$s, "upTo": 7}
                """.formatted(id, next);
    }
}
