package io.trainyard.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.worker.reporting.WorkerIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Asks a tracker for a secret of the worker's own, once: it is kept beside the spool, and found there at the next start. */
record Enrolment(String server, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Enrolment {
        if (!token.matches("[!-~]+"))
            throw new InvalidConfigurationException("enrolment_token must be a token and nothing else");
    }

    /** Makes sure that a worker has a secret. */
    void of(WorkerName worker, Path spoolDirectory) throws IOException, InterruptedException {
        if (WorkerIdentity.in(spoolDirectory).secret().isPresent()) return;
        WorkerIdentity.keep(ask(worker), spoolDirectory);
    }

    private WorkerSecret ask(WorkerName worker) throws IOException, InterruptedException {
        String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/enrolments"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"worker\":\"" + worker.value() + "\"}"))
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) throw refused(response);
            JsonNode secret = JSON.readTree(response.body()).path("secret");
            if (!WorkerSecret.isOne(secret.asText()))
                throw new IOException("no tracker: " + request.uri() + " gave no secret");
            return new WorkerSecret(secret.asText());
        }
    }

    private static IOException refused(HttpResponse<String> response) {
        return new IOException(
                switch (response.statusCode()) {
                    case 401 -> "the tracker does not know the enrolment token, or not any more";
                    case 403 -> "the tracker lets no worker in for this token: its role must be enrolment";
                    case 409 -> "the tracker asks nobody who they are: leave enrolment_token out";
                    default -> "the tracker refused to enrol this worker, with status " + response.statusCode();
                });
    }
}
