package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrackerIT {
    @Test
    void trackerStartsTwiceOnTheSameServices() throws Exception {
        String database = TestServices.freshDatabase();
        Tracker.start(settings(database)).close();

        try (Tracker again = Tracker.start(settings(database));
                Connection connection = DriverManager.getConnection(database)) {
            assertThat(again.url()).startsWith("http://127.0.0.1:");
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "run", null)
                            .next())
                    .isTrue();
        }
    }

    @Test
    void passwordThatIsWrongEndsTheStart() {
        String database = TestServices.freshDatabase().replaceAll("password=\\w+", "password=guess");

        assertThatThrownBy(() -> Tracker.start(settings(database)))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("guess");
    }

    @Test
    @Timeout(120)
    void trackerWaitsForItsServicesAndSaysForWhich() throws Exception {
        int port = Forwarder.freePort();
        String url = TestServices.freshDatabase();
        try (Forwarder database = Forwarder.to(url.replaceAll(".*//([^/]+)/.*", "$1"));
                Forwarder kafka = Forwarder.to(TestServices.kafka().bootstrapServers());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TrackerSettings settings = settings(
                    url.replaceAll("//[^/]+/", "//127.0.0.1:" + database.port() + "/"),
                    new KafkaConnection(
                            "127.0.0.1:" + kafka.port(), TestServices.kafka().properties()),
                    port);
            Future<Tracker> starting = threads.submit(() -> Tracker.start(settings));

            awaitAnswer(port, "/readyz", 503, "the database");
            awaitAnswer(port, "/healthz", 200, "ok");
            awaitAnswer(port, "/api/v1/runs", 503, "The tracker waits for the database");
            database.open();
            awaitAnswer(port, "/readyz", 503, "Kafka");
            kafka.open();
            try (Tracker tracker = starting.get()) {
                assertThat(tracker.port()).isEqualTo(port);
                awaitAnswer(port, "/readyz", 200, "ready");
            }
        }
    }

    private static void awaitAnswer(int port, String path, int status, String part) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == status && answer.body().contains(part)) return;
                } catch (IOException e) {
                    // Nobody listens yet, or not any more.
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static TrackerSettings settings(String database) {
        return settings(database, TestServices.kafka(), 0);
    }

    private static TrackerSettings settings(String database, KafkaConnection kafka, int port) {
        return new TrackerSettings(
                database,
                "",
                "",
                4,
                kafka,
                "127.0.0.1",
                port,
                Admission.THIS_MACHINE,
                TrackerSettings.DEFAULT_LEASE_TIMEOUT,
                TrackerSettings.DEFAULT_SHARE_LOCK_DURATION,
                HttpAccess.DIRECT,
                Optional.empty(),
                Map.of());
    }
}
