package io.trainyard.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.worker.reporting.WorkerIdentity;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a tracker tells a worker that knows no more than its address: where Kafka is, how often to report, where files go. */
final class TrackerTerms {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> SETTINGS = Map.of(
            "kafka", "kafka",
            "kafkaTopicPrefix", "kafka_topic_prefix",
            "installation", "installation",
            "heartbeatSeconds", "heartbeat_seconds",
            "keepCheckpointsEvery", "keep_checkpoints_every");

    private TrackerTerms() {}

    /**
     * Asks the tracker, if one is named, for what nobody has chosen.
     *
     * @param home where a login to Kafka is looked for, which the tracker tells nobody
     */
    static Configuration complete(Configuration configuration, LocalHome home)
            throws IOException, InterruptedException {
        if (configuration.text("server").isEmpty()) return configuration;
        String server = configuration.text("server").get();
        JsonNode terms = ask(server, shown(configuration));
        SETTINGS.forEach((field, key) -> {
            if (terms.hasNonNull(field))
                configuration.withDefault(key, terms.path(field).asText());
        });
        requireInstallation(configuration, server, terms.path("installation").asText(""));
        chooseStore(configuration, server, terms.path("takesFiles").asBoolean());
        if (terms.path("kafkaSecured").asBoolean()) requireLogin(configuration, home);
        return configuration;
    }

    /** What the worker was given, else what lets it in. */
    private static Optional<String> shown(Configuration configuration) throws IOException {
        Path spool = WorkerConfiguration.spool(configuration, HostFacts.hostName());
        return WorkerIdentity.in(spool)
                .secret()
                .map(WorkerSecret::text)
                .or(() -> configuration.secret("enrolment_token"));
    }

    private static void requireInstallation(Configuration configuration, String server, String told) {
        String own = configuration.text("installation").orElse("");
        if (!told.isEmpty() && !own.equals(told))
            throw new InvalidConfigurationException("installation is " + own + ", but the tracker at " + server
                    + " is of " + told + ": leave it out, or name another server");
    }

    /** Files go to the tracker unless somebody has named a folder: nobody would look for them in one of this machine's. */
    private static void chooseStore(Configuration configuration, String server, boolean takesFiles) {
        if (configuration.text("artifact_store").isPresent()) return;
        boolean sends = takesFiles && !configuration.isChosen("artifacts");
        configuration.with("artifact_store", Optional.of(sends ? server : WorkerConfiguration.FOLDER));
    }

    private static void requireLogin(Configuration configuration, LocalHome home) throws IOException {
        if (configuration.properties("kafka").containsKey("security.protocol")) return;
        String servers = configuration.text("kafka").orElse("");
        Path login = home.loginTo(servers)
                .orElseThrow(() -> new InvalidConfigurationException("Kafka at " + servers
                        + " wants a login, and there is none for it in " + home.directory()
                        + ": set kafka_properties_file to a file of Kafka's client properties; beside a 'trainyard up'"
                        + " on this machine, be the same user and name its folder with --home"));
        configuration.with("kafka_properties_file", Optional.of(login.toString()));
    }

    private static JsonNode ask(String server, Optional<String> shown) throws IOException, InterruptedException {
        HttpRequest request = request(server, shown);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401)
                throw new IOException("the tracker asks who this worker is, and does not know "
                        + (shown.isPresent() ? "what it shows, or not any more" : "it")
                        + ": set enrolment_token_file to a file with a token of the role enrolment, which an administrator"
                        + " makes on the page Access");
            if (response.statusCode() != 200)
                throw new IOException("no tracker, or an older one: " + request.uri() + " answered with status "
                        + response.statusCode());
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException("no tracker: " + request.uri() + " answered with something else than JSON", e);
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException("no tracker answers at " + server, e);
        }
    }

    private static HttpRequest request(String server, Optional<String> shown) {
        String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/worker-configuration"))
                    .timeout(PATIENCE);
            shown.ifPresent(text -> request.header("Authorization", "Bearer " + text));
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    "server must be an address such as http://127.0.0.1:8080, but is '" + server + "'");
        }
    }
}
