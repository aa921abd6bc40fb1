package io.trainyard.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final String PATH = "/api/v1/stream";
    private static final EventStream.Patience NO_DELAY =
            new EventStream.Patience(Duration.ZERO, Duration.ofSeconds(30));

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeTracker tracker;

    @BeforeEach
    void start() throws IOException {
        tracker = new FakeTracker();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        tracker.close();
    }

    @Test
    void readerEndsTheStream() throws Exception {
        tracker.onStream(PATH, event(1, "a") + event(2, "b") + event(3, "c"));

        List<String> read = readUntil("b");

        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void brokenConnectionIsResumedBehindLastEvent() throws Exception {
        tracker.onStream(PATH, event(1, "a") + event(2, "b")).onStream(PATH, event(3, "c"));

        List<String> read = readUntil("c");

        assertThat(read).containsExactly("a", "b", "c");
        assertThat(tracker.asked()).extracting(FakeTracker.Asked::lastEventId).containsExactly("0", "2");
    }

    @Test
    void halfAnEventIsNotHandedOver() throws Exception {
        tracker.onStream(PATH, event(1, "a") + "id: 2\ndata: b\n").onStream(PATH, event(2, "b"));

        List<String> read = readUntil("b");

        assertThat(read).containsExactly("a", "b");
        assertThat(tracker.asked()).extracting(FakeTracker.Asked::lastEventId).containsExactly("0", "1");
    }

    @Test
    void restartingServerIsWaitedFor() throws Exception {
        tracker.on(PATH, 503, "text/plain", "not yet").onStream(PATH, event(1, "a"));

        assertThat(readUntil("a")).containsExactly("a");
    }

    @Test
    void refusedRequestIsNotRepeated() {
        tracker.on(PATH, 404, "application/json", "{}");

        assertThatThrownBy(() -> readUntil("a")).isInstanceOf(TrackerProblem.class);
        assertThat(tracker.asked()).hasSize(1);
    }

    private List<String> readUntil(String last) throws InterruptedException, TrackerProblem {
        List<String> read = new ArrayList<>();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(tracker.url() + PATH)).build();
        new EventStream(http, request, "0", NO_DELAY).read(event -> {
            read.add(event.data());
            return !event.data().equals(last);
        });
        return read;
    }

    private static String event(int id, String data) {
        return "id: " + id + "\nevent: run\ndata: " + data + "\n\n";
    }
}
