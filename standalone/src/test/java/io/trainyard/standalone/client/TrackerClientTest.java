package io.trainyard.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.standalone.demo.DemoExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerClientTest {
    private static final ExperimentSpec SPEC = DemoExperiment.of("synthetic-digits", 1);

    private FakeTracker tracker;
    private TrackerClient client;

    @BeforeEach
    void start() throws IOException {
        tracker = new FakeTracker();
        client = new TrackerClient(tracker.url() + "/");
    }

    @AfterEach
    void stop() {
        client.close();
        tracker.close();
    }

    @Test
    void queuedExperimentIsRead() throws Exception {
        String answer = RunJson.experiment("e", List.of(RunJson.run("a", "queued", 5), RunJson.run("b", "queued", 4)))
                .toString();
        tracker.onJson("/api/v1/experiments", 201, answer);

        TrackerClient.QueuedExperiment queued = client.queue(SPEC);

        assertThat(queued.id()).isEqualTo("e");
        assertThat(queued.runs()).extracting(RunView::id).containsExactly("a", "b");
        assertThat(queued.change()).isEqualTo(4);
    }

    @Test
    void specificationGoesAsTheContractWritesIt() throws Exception {
        tracker.onJson(
                "/api/v1/experiments", 201, RunJson.experiment("e", List.of()).toString());

        client.queue(SPEC);

        assertThat(tracker.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.body()).contains("\"name\":\"FC2Layer, permuted\"", "\"pixelPermutationSeed\":1");
        });
    }

    @Test
    void lostAnswerIsAskedForAgainUnderTheSameKey() throws Exception {
        tracker.onLost("/api/v1/experiments");
        tracker.onJson(
                "/api/v1/experiments", 201, RunJson.experiment("e", List.of()).toString());

        assertThat(client.queue(SPEC).id()).isEqualTo("e");
        client.queue(SPEC);

        List<String> keys =
                tracker.asked().stream().map(FakeTracker.Asked::idempotencyKey).toList();
        assertThat(keys.getFirst()).isNotBlank().isEqualTo(keys.get(keys.size() - 2));
        assertThat(keys.getLast()).isNotEqualTo(keys.getFirst());
    }

    @Test
    void refusalNamesEveryField() {
        tracker.on("/api/v1/experiments", 422, "application/problem+json", """
                {"title": "Invalid experiment", "status": 422, "detail": "2 fields are wrong", "errors": [
                  {"field": "runs[0].epochs", "message": "must be from 1 to 100000, but was 0"},
                  {"field": "name", "message": "must not be blank"}]}
                """);

        assertThatThrownBy(() -> client.queue(SPEC))
                .hasMessage("Invalid experiment: 2 fields are wrong")
                .asInstanceOf(type(TrackerProblem.class))
                .extracting(TrackerProblem::errors)
                .isEqualTo(List.of(
                        new FieldError("runs[0].epochs", "must be from 1 to 100000, but was 0"),
                        new FieldError("name", "must not be blank")));
    }

    @Test
    void answerOfAnotherProgramIsToldByItsStatus() {
        tracker.on("/api/v1/experiments", 502, "text/html", "<html>Bad gateway</html>");

        assertThatThrownBy(() -> client.queue(SPEC)).hasMessage("the tracker answered with status 502");
    }

    @Test
    void missingTrackerIsNamed() {
        String url = tracker.url();
        tracker.close();

        assertThatThrownBy(() -> client.experiment("e")).hasMessage("no tracker answers at " + url);
    }

    @Test
    void comparisonIsWrittenAsItCame(@TempDir Path directory) throws Exception {
        tracker.on("/api/v1/reports/comparison.csv", 200, "text/csv", "run_id,run_name\r\na,é\r\n");
        Path file = directory.resolve("comparison.csv");

        client.downloadComparison("e", file);

        assertThat(file).hasContent("run_id,run_name\r\na,é\r\n");
        assertThat(tracker.asked().getFirst().target())
                .isEqualTo("/api/v1/reports/comparison.csv?shape=runs&experiment=e");
    }
}
