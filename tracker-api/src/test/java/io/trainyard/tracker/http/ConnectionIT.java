package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections whose clients are slow, silent or too quick. */
@Timeout(60)
final class ConnectionIT {
    private static final String HEALTH = RawHttp.request("GET", "/healthz", "Host: localhost");

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        Duration brief = Duration.ofMillis(500);
        api = TestApi.start(new HttpApi.Times(StreamTimes.DEFAULT, new ConnectionTimes(brief, brief, brief, brief)));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void silentConnectionIsClosed() throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void headThatNeverEndsIsClosed() throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

            assertThat(raw.readAll()).isEmpty();
        }
    }

    @Test
    void bodyThatNeverEndsIsAnsweredWithATimeout() throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(RawHttp.request(
                    "POST",
                    "/api/v1/experiments",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Content-Length: 1000"));
            raw.send("{");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 408").contains("application/problem+json");
        }
    }

    @Test
    void connectionIsClosedWhenNoOtherRequestFollows() throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(HEALTH);

            assertThat(raw.readAll()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void requestsThatDoNotWaitForAnswersAreAllAnsweredInTheirOrder() throws Exception {
        String unknown = RawHttp.request("GET", "/api/v1/runs/unknown", "Host: localhost");
        String last = RawHttp.request("GET", "/healthz", "Host: localhost", "Connection: close");

        String answers = RawHttp.exchange(api.port(), (HEALTH + unknown).repeat(500) + last);

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(502);
        assertThat(answers.split("HTTP/1.1 404 Not Found", -1)).hasSize(501);
    }

    @Test
    void clientThatDoesNotReadItsAnswerIsClosed() throws Exception {
        String run = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("large", "large"))
                        .body())
                .at("/runs/0/id")
                .textValue();
        api.sql("INSERT INTO metric (name) VALUES ('test_loss') ON CONFLICT DO NOTHING");
        api.sql(
                "INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change) "
                        + "SELECT r.id, m.id, g, 1, random(), now(), CHANGE FROM run r CROSS JOIN metric m "
                        + "CROSS JOIN generate_series(1, 50000) g WHERE r.run_id = ?",
                run);
        String request = RawHttp.request("GET", "/api/v1/runs/" + run + "/metrics?maxPoints=100000", "Host: localhost");

        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(request.repeat(20));
            // Others are silent for as long as it takes to close three of them, one after another.
            for (int i = 0; i < 3; i++)
                assertThat(RawHttp.exchange(api.port(), "")).isEmpty();

            assertThat(raw.isEnded()).isTrue();
        }
    }
}
