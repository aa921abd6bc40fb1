package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask under which name: no page of another site reads or writes anything, and a proxy in front works. */
final class ReachedNamesIT {
    @SuppressWarnings("NullAway.Init")
    private static TestApi direct;

    @SuppressWarnings("NullAway.Init")
    private static TestApi proxied;

    @BeforeAll
    static void start() throws Exception {
        direct = TestApi.start();
        proxied = TestApi.start(HttpAccess.of(List.of("trainyard.example.org"), List.of("127.0.0.0/8")));
    }

    @AfterAll
    static void stop() {
        direct.close();
        proxied.close();
    }

    static Stream<String> everything() {
        return Stream.of(
                "/", "/healthz", "/metrics", "/api/v1/runs", "/api/v1/stream", "/api/v1/reports/comparison.csv");
    }

    @ParameterizedTest
    @MethodSource("everything")
    void foreignNameOfThisMachineReadsNothing(String path) throws Exception {
        assertThat(get(direct, path, "Host: rebound.example")).startsWith("HTTP/1.1 403");
        assertThat(get(direct, path, "Host: trainyard.example.org")).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @MethodSource("everything")
    void pageOfAnotherOriginReadsNothing(String path) throws Exception {
        assertThat(get(direct, path, "Host: localhost", "Origin: https://elsewhere.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(get(direct, path, "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void linkFromElsewhereIsFollowed() throws Exception {
        assertThat(get(direct, "/", "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
                .startsWith("HTTP/1.1 200");
    }

    static Stream<Arguments> forwarded() {
        return Stream.of(
                Arguments.of(200, "Host: trainyard.example.org", "Origin: https://trainyard.example.org"),
                Arguments.of(200, "Host: TRAINYARD.example.org.", "X: y"),
                Arguments.of(403, "Host: trainyard.example.org", "Origin: https://other.example.org"),
                Arguments.of(200, "Host: 127.0.0.1", "X-Forwarded-Host: trainyard.example.org"),
                Arguments.of(403, "Host: 127.0.0.1", "X-Forwarded-Host: other.example.org"));
    }

    @ParameterizedTest
    @MethodSource("forwarded")
    void allowedNameIsServedBehindATrustedProxy(int status, String host, String header) throws Exception {
        assertThat(get(proxied, "/api/v1/runs", host, header)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void wordOfAProxyThatIsNotTrustedIsNotTaken() throws Exception {
        assertThat(get(
                        direct,
                        "/healthz",
                        "Host: localhost",
                        "X-Forwarded-Host: rebound.example",
                        "Origin: http://rebound.example"))
                .startsWith("HTTP/1.1 403");
    }

    private static String get(TestApi api, String path, String... headers) throws Exception {
        String[] all = Stream.concat(Stream.of(headers), Stream.of("Connection: close"))
                .toArray(String[]::new);
        return RawHttp.exchange(api.port(), RawHttp.request("GET", path, all));
    }
}
