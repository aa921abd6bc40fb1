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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as docs/api/tracker.openapi.yaml says. */
class TrackerTermsIT {
    private static final String ANSWER =
            "{\"kafka\":\"broker:9092\",\"lockSeconds\":30,\"heartbeatSeconds\":4,\"newer\":true}";

    private static final String SECURED =
            "{\"kafka\":\"127.0.0.1:4711\",\"kafkaSecured\":true,\"lockSeconds\":30,\"heartbeatSeconds\":4}";

    private final Configuration configuration = WorkerConfiguration.defaults();

    @SuppressWarnings("NullAway.Init")
    private LocalHome home;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        home = new LocalHome(directory, false);
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
        configuration.withYaml("my.yaml", "heartbeat_seconds: 3");

        TrackerTerms.complete(configuration.with("server", Optional.of(url() + "/")), home);

        assertThat(configuration.text("kafka")).contains("broker:9092");
        assertThat(configuration.number("heartbeat_seconds")).isEqualTo(3);
    }

    @Test
    void nobodyIsAskedWithoutAnAddress() throws Exception {
        TrackerTerms.complete(configuration, home);

        assertThat(configuration.text("kafka")).contains("127.0.0.1:9092");
    }

    @Test
    void addressOfSomethingElseIsToldApart() {
        answer(404, "nothing here");
        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of(url())), home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(url())
                .hasMessageContaining("404");
    }

    @Test
    void answerThatIsNoJsonIsToldApart() {
        answer(200, "<html>");
        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of(url())), home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("something else than JSON");
    }

    @Test
    void silenceNamesTheAddress() {
        server.stop(0);

        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of(url())), home))
                .isInstanceOf(IOException.class)
                .hasMessage("no tracker answers at " + url());
    }

    @Test
    void textThatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of("tracker host")), home))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("'tracker host'");
    }

    @Test
    void loginOfTheHomeIsUsedForItsOwnKafka() throws Exception {
        answer(200, SECURED);
        Path file = login("127.0.0.1:4711");

        TrackerTerms.complete(configuration.with("server", Optional.of(url())), home);

        assertThat(configuration.text("kafka_properties_file")).contains(file.toString());
    }

    @Test
    void loginOfAnotherKafkaIsKeptToItself() throws Exception {
        answer(200, SECURED);
        login("127.0.0.1:4712");

        assertThatThrownBy(() -> TrackerTerms.complete(configuration.with("server", Optional.of(url())), home))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("kafka_properties_file")
                .hasMessageContaining(home.directory().toString());
    }

    @Test
    void loginThatIsSetNeedsNoHome() throws Exception {
        answer(200, SECURED);

        TrackerTerms.complete(
                configuration
                        .with("server", Optional.of(url()))
                        .withYaml("my.yaml", "kafka.security.protocol: SASL_SSL"),
                home);

        assertThat(configuration.text("kafka_properties_file")).isEmpty();
    }

    private Path login(String servers) throws IOException {
        Path file = Files.createDirectories(home.directory().resolve("kafka")).resolve("client.properties");
        return Files.writeString(file, "bootstrap.servers=" + servers + "\nsecurity.protocol=SASL_PLAINTEXT\n");
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
