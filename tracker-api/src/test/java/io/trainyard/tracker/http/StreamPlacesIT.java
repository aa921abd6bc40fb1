package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.KafkaTestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that nobody reads, or that are left at once, cost what they cost only for a while. */
@Timeout(120)
final class StreamPlacesIT {
    private static final String OPEN = RawHttp.request("GET", "/api/v1/stream?lastEventId=0", "Host: localhost");

    @Test
    void streamThatIsLeftBeforeItBeginsKeepsNoPlace() throws Exception {
        try (TestApi api = TestApi.start()) {
            for (int i = 0; i < 1200; i++) {
                try (RawHttp raw = new RawHttp(api.port())) {
                    raw.send(OPEN);
                }
            }

            untilNoStreamIsOpen(api);
            try (RawHttp raw = new RawHttp(api.port())) {
                raw.send(OPEN);
                assertThat(raw.readUntil("\r\n")).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void clientGetsItsShareOfPlacesOnly() throws Exception {
        List<RawHttp> open = new ArrayList<>();
        try (TestApi api = TestApi.start()) {
            String last = "";
            for (int i = 0; i < 201; i++) {
                RawHttp raw = new RawHttp(api.port());
                open.add(raw);
                raw.send(OPEN);
                last = raw.readUntil("\r\n\r\n");
            }

            assertThat(last).startsWith("HTTP/1.1 429").containsIgnoringCase("Retry-After: 1");
            assertThat(api.get("/api/v1/runs").statusCode()).isEqualTo(200);
        } finally {
            for (RawHttp raw : open) raw.close();
        }
    }

    @Test
    void streamThatIsNotReadIsCutOff() throws Exception {
        StreamTimes impatient = new StreamTimes(Duration.ofSeconds(15), Duration.ZERO, Duration.ofSeconds(3));
        try (TestApi api = TestApi.start(new HttpApi.Times(impatient, ConnectionTimes.DEFAULT))) {
            String[] runs = new String[1000];
            for (int i = 0; i < runs.length; i++) runs[i] = "run " + i;
            for (int i = 0; i < 5; i++) api.post("/api/v1/experiments", Bodies.experiment("many " + i, runs));

            try (RawHttp raw = new RawHttp(api.port())) {
                raw.send(OPEN);

                // The buffers of the sockets hold some megabytes at most, of more that there are.
                assertThat(raw.readUntil("\r\n")).startsWith("HTTP/1.1 200");
                untilNoStreamIsOpen(api);
                assertThat(raw.isEnded()).isTrue();
            }
        }
    }

    private static void untilNoStreamIsOpen(TestApi api) {
        KafkaTestClient.await("no stream is open", () -> api.openStreams() == 0);
    }
}
