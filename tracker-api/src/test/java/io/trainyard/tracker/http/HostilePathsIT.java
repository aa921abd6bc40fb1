package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no client library would send are refused with a problem, and never a failure of the tracker. */
final class HostilePathsIT {
    private static final String DEEP = Base64.getUrlEncoder()
            .encodeToString(("param.network\n1\n" + "[".repeat(20_000)).getBytes(StandardCharsets.UTF_8));

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
        api.post("/api/v1/experiments", Bodies.experiment("a", "b"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(400, get("/api/v1/runs/%00")),
                Arguments.of(400, get("/api/v1/runs/a%00b/metrics")),
                Arguments.of(400, get("/api/v1/runs/%")),
                Arguments.of(400, get("/api/v1/runs/%zz")),
                Arguments.of(400, get("/api/v1/runs/%c3")),
                Arguments.of(400, get("/api/v1/experiments/%0d%0aX:y")),
                Arguments.of(400, get("/%")),
                Arguments.of(400, get("/api/v1/runs?text=%")),
                Arguments.of(400, get("/api/v1/runs?text=%ff")),
                Arguments.of(400, get("/api/v1/runs?%=1")),
                Arguments.of(400, get("/api/v1/runs?text=%00")),
                Arguments.of(400, get("/api/v1/runs?sort=param.network&after=" + DEEP)),
                Arguments.of(414, get("/" + "a".repeat(70_000))),
                Arguments.of(431, RawHttp.request("GET", "/healthz", "Host: localhost", "X: " + "y".repeat(20_000))),
                Arguments.of(400, "GET /healthz HTTP/7.3\r\nHost: localhost\r\n\r\n"),
                Arguments.of(400, "NONSENSE\r\n\r\n"),
                Arguments.of(400, RawHttp.request("GET", "/healthz", "Connection: close")),
                Arguments.of(
                        400,
                        RawHttp.request("GET", "/healthz", "Host: localhost", "Host: localhost", "Connection: close")),
                Arguments.of(405, RawHttp.request("BREW", "/api/v1/runs", "Host: localhost", "Connection: close")),
                Arguments.of(400, chunked("zz\r\n{}\r\n0\r\n\r\n")),
                Arguments.of(400, chunked("-1\r\n{}\r\n0\r\n\r\n")),
                Arguments.of(400, chunked("ffffffffffffffffff\r\n{}\r\n0\r\n\r\n")));
    }

    private static String get(String target) {
        return RawHttp.request("GET", target, "Host: localhost", "Connection: close");
    }

    private static String chunked(String body) {
        return RawHttp.request(
                        "POST",
                        "/api/v1/experiments",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked")
                + body;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void refusalIsAProblem(int status, String request) throws Exception {
        String answer = RawHttp.exchange(api.port(), request);

        // A request that cannot be decoded names no version that the answer could have.
        assertThat(answer)
                .containsPattern("^HTTP/[0-9.]+ " + status + " ")
                .containsIgnoringCase("application/problem+json");
    }

    @Test
    void headIsAnsweredAsGetWithoutTheBody() throws Exception {
        for (String path : new String[] {"/healthz", "/api/v1/runs", "/api/v1/stream", "/api/v1/presets", "/"}) {
            String answer =
                    RawHttp.exchange(api.port(), RawHttp.request("HEAD", path, "Host: localhost", "Connection: close"));

            assertThat(answer).as(path).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        }
    }
}
