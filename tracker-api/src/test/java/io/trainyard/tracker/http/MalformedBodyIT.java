package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer names the field that is wrong, and is never a failure of the tracker. */
final class MalformedBodyIT {
    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(400, "body", ""),
                Arguments.of(400, "body", "not json"),
                Arguments.of(400, "runs[0]", "{\"name\":\"a\",\"runs\":[{"),
                Arguments.of(400, "name", "{\"name\":nope}"),
                Arguments.of(400, "name", "{\"name\":\"a\",\"name\":\"b\"}"),
                Arguments.of(400, "body", Bodies.experiment("a", "b") + "{}"),
                Arguments.of(400, "body", "\u0000"),
                Arguments.of(400, "body", "1e-" + "9".repeat(500)),
                Arguments.of(400, "runs[0].batchSize", Bodies.with("\"batchSize\":20", "\"batchSize\":1e99999999999")),
                Arguments.of(400, "[0][0]", "[".repeat(100_000)),
                Arguments.of(422, "body", "[]"),
                Arguments.of(422, "body", "null"),
                Arguments.of(422, "runs", "{\"name\":\"a\"}"),
                Arguments.of(422, "runs", "{\"name\":\"a\",\"runs\":[]}"),
                Arguments.of(422, "runs[0]", "{\"name\":\"a\",\"runs\":[7]}"),
                Arguments.of(422, "surprise", Bodies.with("\"priority\":0", "\"surprise\":0")),
                Arguments.of(422, "priority", Bodies.with("\"priority\":0", "\"priority\":1e9")),
                Arguments.of(422, "name", Bodies.with("\"sweep\"", "\"a\\u0000b\"")),
                Arguments.of(422, "name", Bodies.with("\"sweep\"", "\"\\ud800\"")),
                Arguments.of(422, "name", Bodies.with("\"sweep\"", "\"" + "x".repeat(201) + "\"")),
                Arguments.of(422, "runs[0].batchSize", Bodies.with("\"batchSize\":20", "\"batchSize\":0")),
                Arguments.of(422, "runs[0].batchSize", Bodies.with("\"batchSize\":20", "\"batchSize\":\"20\"")),
                Arguments.of(422, "runs[0].batchSize", Bodies.with("\"batchSize\":20", "\"batchSize\":1e400")),
                Arguments.of(422, "runs[0].seed", Bodies.with("\"seed\":1", "\"seed\":9007199254740993")),
                Arguments.of(
                        422,
                        "runs[0].optimizer.learningRate",
                        Bodies.with("\"learningRate\":0.01", "\"learningRate\":-1")),
                Arguments.of(
                        422,
                        "runs[0].optimizer.learningRate",
                        Bodies.with("\"learningRate\":0.01", "\"learningRate\":1e999")),
                Arguments.of(422, "runs[0].dataset.name", Bodies.with("\"synthetic-digits\"", "\"../../etc/passwd\"")),
                Arguments.of(422, "runs[0].network.layers[1].units", Bodies.with("\"units\":10", "\"units\":-3")),
                Arguments.of(422, "runs[0].network.layers[1].type", Bodies.with("\"dense\"", "\"sparse\"")),
                Arguments.of(422, "runs[0].device", Bodies.with("\"auto\"", "\"abacus\"")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void malformedBodyIsRefusedByName(int status, String field, String body) throws Exception {
        HttpResponse<String> answer = api.post("/api/v1/experiments", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = TestApi.tree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        List<String> fields = problem.path("errors").findValuesAsText("field");
        assertThat(fields).anyMatch(name -> name.startsWith(field));
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() throws Exception {
        String body = Bodies.with("\"batchSize\":20", "\"batchSize\":0").replace("\"seed\":1", "\"seed\":-1");

        JsonNode problem = TestApi.tree(api.post("/api/v1/experiments", body).body());

        assertThat(problem.path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("runs[0].batchSize", "runs[0].seed");
    }

    @Test
    void otherContentTypeIsRefused() throws Exception {
        String body = Bodies.experiment("a", "b");

        assertThat(api.post("/api/v1/experiments", body, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void bodyOverTheLimitIsRefused() throws Exception {
        String body = "\"" + "x".repeat((int) JsonBody.MAX_BYTES) + "\"";

        HttpResponse<String> answer = api.post("/api/v1/experiments", body);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(TestApi.tree(answer.body()).path("errors").findValuesAsText("field"))
                .containsExactly("body");
    }

    @Test
    void networkThatDoesNotFitIsNamedByLayer() throws Exception {
        String body = "{\"dataset\":\"mnist\",\"network\":{\"layers\":[{\"type\":\"dense\",\"units\":3}]}}";

        HttpResponse<String> answer = api.post("/api/v1/networks/resolve", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestApi.tree(answer.body()).path("errors").findValuesAsText("field"))
                .allMatch(field -> field.startsWith("layers[0]"));
    }
}
