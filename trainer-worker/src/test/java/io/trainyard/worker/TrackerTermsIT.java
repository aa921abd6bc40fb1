package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as docs/api/tracker.openapi.yaml says. */
class TrackerTermsIT {
    private static final String ANSWER =
            "{\"kafka\":\"broker:9092\",\"lockSeconds\":30,\"heartbeatSeconds\":4,\"newer\":true}";

    private final Configuration configuration = WorkerConfiguration.defaults();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void trackerTellsWhatNobodyHasChosen() throws Exception {
        answer(200, ANSWER);
        configuration.withYaml("my.yaml", "lock_seconds: 15");

        TrackerTerms.complete(configuration.with("server", Optional.of(url() + "/")));

        assertThat(configuration.text("kafka")).contains("broker:9092");
        assertThat(configuration.number("heartbeat_seconds")).isEqualTo(4);
        assertThat(configuration.number("lock_seconds")).isEqualTo(15);
    }

    @Test
    void nobodyIsAskedWithoutAnAddress() throws Exception {
        TrackerTerms.complete(configuration);

        assertThat(configuration.text("kafka")).contains("127.0.0.1:9092");
    }

    @Test
    void addressOfSomethingElseIsToldApart() {
        answer(404, "nothing here");
        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of(url()))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(url())
                .hasMessageContaining("404");
    }

    @Test
    void answerThatIsNoJsonIsToldApart() {
        answer(200, "<html>");
        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of(url()))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("something else than JSON");
    }

    @Test
    void silenceNamesTheAddress() {
        server.stop(0);

        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of(url()))))
                .isInstanceOf(IOException.class)
                .hasMessage("no tracker answers at " + url());
    }

    @Test
    void textThatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of("tracker host"))))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("'tracker host'");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/api/v1/worker-configuration", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
