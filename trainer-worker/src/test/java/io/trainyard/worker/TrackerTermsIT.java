package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.worker.reporting.WorkerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
    void trackerTellsTheTopicsAndWhoseTheyAre() throws Exception {
        answer(200, "{\"kafka\":\"broker:9092\",\"kafkaTopicPrefix\":\"lab\",\"installation\":\"lab-1\"}");

        TrackerTerms.complete(configuration.with("server", Optional.of(url())), home);

        KafkaConnection kafka = WorkerConfiguration.kafka(configuration);
        assertThat(kafka.topics().runEvents()).isEqualTo("lab.run-events");
        assertThat(kafka.installation()).contains(new InstallationId("lab-1"));
    }

    @Test
    void workerOfAnotherInstallationThanItsTrackersDoesNotStart() {
        answer(200, "{\"installation\":\"lab-1\"}");
        configuration.with("server", Optional.of(url())).with("installation", Optional.of("lab-2"));

        assertThatThrownBy(() -> TrackerTerms.complete(configuration, home))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll("installation is lab-2", "is of lab-1");
    }

    @Test
    void trackerThatAsksWhoTheWorkerIsIsToldApart(@TempDir Path spool) {
        answer(401, "{}");
        configuration.with("server", Optional.of(url())).with("spool", Optional.of(spool.toString()));

        assertThatThrownBy(() -> TrackerTerms.complete(configuration, home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("enrolment_token_file");
    }

    @Test
    void workerIsEnrolledOnceAndShowsItsOwnSecretFromThenOn(@TempDir Path spool) throws Exception {
        WorkerSecret secret = WorkerSecret.random();
        List<String> shown = new ArrayList<>();
        respond("/api/v1/enrolments", 201, "{\"worker\":\"w\",\"secret\":\"" + secret.text() + "\"}", shown);
        respond("/api/v1/worker-configuration", 200, ANSWER, shown);
        configuration
                .with("server", Optional.of(url()))
                .with("spool", Optional.of(spool.toString()))
                .with("enrolment_token", Optional.of("try_door"));

        TrackerTerms.complete(configuration, home);
        new Enrolment(url(), "try_door").of(new WorkerName("w"), spool);
        new Enrolment(url(), "try_door").of(new WorkerName("w"), spool);
        TrackerTerms.complete(configuration, home);

        assertThat(shown).containsExactly("Bearer try_door", "Bearer try_door", "Bearer " + secret.text());
        assertThat(Files.getPosixFilePermissions(spool.resolve("identity")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(WorkerIdentity.in(spool).secret()).contains(secret);
    }

    @Test
    void refusedEnrolmentSaysWhatToDo(@TempDir Path spool) {
        respond("/api/v1/enrolments", 403, "{}", new ArrayList<>());

        assertThatThrownBy(() -> new Enrolment(url(), "try_viewer").of(new WorkerName("w"), spool))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its role must be enrolment")
                .hasMessageNotContaining("try_viewer");
    }

    @Test
    void filesGoToATrackerThatTakesThem() throws Exception {
        answer(200, "{\"takesFiles\":true,\"keepCheckpointsEvery\":5}");

        TrackerTerms.complete(configuration.with("server", Optional.of(url())), home);

        assertThat(configuration.text("artifact_store")).contains(url());
        assertThat(configuration.number("keep_checkpoints_every")).isEqualTo(5);
    }

    @Test
    void filesGoToAFolderThatSomebodyHasNamed() throws Exception {
        answer(200, "{\"takesFiles\":true}");
        configuration.withYaml("my.yaml", "artifacts: /shared");

        TrackerTerms.complete(configuration.with("server", Optional.of(url())), home);

        assertThat(configuration.text("artifact_store")).contains("folder");
    }

    @Test
    void filesGoToAFolderWhereTheTrackerTakesNone() throws Exception {
        answer(200, ANSWER);

        TrackerTerms.complete(configuration.with("server", Optional.of(url())), home);

        assertThat(configuration.text("artifact_store")).contains("folder");
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
        respond("/api/v1/worker-configuration", status, body, new ArrayList<>());
    }

    /** Answers so, and notes what was shown. */
    private void respond(String path, int status, String body, List<String> shown) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
