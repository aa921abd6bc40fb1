package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies made to cost much get a short answer, soon. */
@Timeout(60)
final class LargeBodyIT {
    /** A refusal names a hundred errors of at most some hundred characters. */
    private static final int MAX_ANSWER = 200_000;

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<String> bodies() {
        int half = 1 << 20;
        String name = "n".repeat(900);
        return Stream.of(
                "{\"name\":\"a\",\"runs\":[" + "{},".repeat(690_000) + "{}]}",
                "{\"name\":\"a\",\"runs\":[" + "{},".repeat(900) + "{}]}",
                ("{\"" + name + "\":").repeat(90) + "1" + "}".repeat(90),
                ("{\"" + "n".repeat(10_000) + "\":").repeat(100) + "1" + "}".repeat(100),
                "{"
                        + IntStream.range(0, 100_000)
                                .mapToObj(i -> "\"f" + i + "\":0")
                                .collect(Collectors.joining(",")) + "}",
                "{\"name\":\"" + "x".repeat(half) + "\",\"runs\":[]}",
                Bodies.with("\"synthetic-digits\"", "\"" + "x".repeat(half) + "\""),
                Bodies.with("\"auto\"", "\"" + "x".repeat(half) + "\""),
                Bodies.with("\"batchSize\":20", "\"batchSize\":" + "[".repeat(50) + "]".repeat(50)),
                Bodies.with("\"batchSize\":20", "\"batchSize\":1e999999999"),
                Bodies.with(
                        "\"units\":10",
                        "\"units\":1048576}," + "{\"type\":\"dense\",\"units\":1048576},".repeat(10)
                                + "{\"type\":\"dense\",\"units\":10"),
                Bodies.with(
                        "{\"type\":\"flatten\"}",
                        "{\"type\":\"upsample\"},".repeat(100_000) + "{\"type\":\"flatten\"}"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void refusalIsShort(String body) throws Exception {
        HttpResponse<String> answer = api.post("/api/v1/experiments", body);

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).hasSizeLessThan(MAX_ANSWER);
        assertThat(TestApi.tree(answer.body()).path("errors").size()).isBetween(1, 100);
    }

    @Test
    void integerMayBeWrittenAsAnyNumberWithoutAFraction() throws Exception {
        for (String twenty : new String[] {"20.0", "2e1", "200e-1"})
            assertThat(api.post("/api/v1/experiments", Bodies.with("\"batchSize\":20", "\"batchSize\":" + twenty))
                            .statusCode())
                    .as(twenty)
                    .isEqualTo(201);
        assertThat(api.post("/api/v1/experiments", Bodies.with("\"seed\":1", "\"seed\":9007199254740993.0"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.post("/api/v1/experiments", Bodies.with("\"seed\":1", "\"seed\":1.5"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void lengthIsCountedInCharacters() throws Exception {
        assertThat(api.post("/api/v1/experiments", Bodies.with("\"sweep\"", "\"" + "🚂".repeat(200) + "\""))
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.post("/api/v1/experiments", Bodies.with("\"sweep\"", "\"" + "🚂".repeat(201) + "\""))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void nameHoldsNothingThatSteersTheDisplay() throws Exception {
        for (String character : new String[] {"\\n", "\\u001b", "\\u009b", "\\u2028", "\\u202e"})
            assertThat(api.post("/api/v1/experiments", Bodies.with("\"sweep\"", "\"a" + character + "b\""))
                            .statusCode())
                    .as(character)
                    .isEqualTo(422);
    }
}
