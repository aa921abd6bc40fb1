package io.trainyard.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.tracker.diagnosis.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a tracker from where a worker would be: whether it answers, is well, and tells where Kafka is that can be reached. */
public final class TrackerExamination {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 3000;
    /** The header tells whole seconds. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final Optional<String> token;
    private final List<Finding> findings = new ArrayList<>();

    public TrackerExamination(String url, Optional<String> token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    public List<Finding> findings() throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> ready = ask(http, "/readyz");
            findings.add(Finding.good("a tracker answers at " + url));
            readiness(JSON.readTree(ready.body()));
            clock(ready);
            terms(ask(http, "/api/v1/worker-configuration"));
        } catch (IOException | IllegalArgumentException e) {
            findings.add(
                    Finding.problem(
                            "no tracker answers at " + url + ": " + e,
                            "start it; else look whether its host listens on other addresses than 127.0.0.1, and at what lies between"));
        }
        return findings;
    }

    private HttpResponse<String> ask(HttpClient http, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private void readiness(JsonNode ready) {
        List<String> unwell = new ArrayList<>();
        ready.path("checks").properties().forEach(check -> {
            if (!check.getValue().asText().equals("ok")) unwell.add(check.getKey());
        });
        if (unwell.isEmpty() && ready.path("status").asText().equals("ready"))
            findings.add(Finding.good("it is ready"));
        else
            findings.add(Finding.problem(
                    "it is not ready: "
                            + (unwell.isEmpty()
                                    ? ready.path("detail").asText("it is starting")
                                    : String.join(", ", unwell)),
                    "look into its log, and run 'trainyard doctor --config FILE' beside it"));
    }

    private void clock(HttpResponse<String> answer) {
        Instant now = Instant.now();
        try {
            answer.headers()
                    .firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .map(there -> Duration.between(there, now).abs())
                    .filter(skew -> skew.compareTo(SKEW) > 0)
                    .ifPresent(skew -> findings.add(Finding.warning(
                            "its clock and this machine's are " + skew.toSeconds() + " s apart",
                            "let both machines keep their time by NTP: the times of logs are hard to compare else")));
        } catch (DateTimeException e) {
            findings.add(Finding.warning("it does not tell its time", "look whether " + url + " is a tracker"));
        }
    }

    private void terms(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() == 401) {
            findings.add(Finding.warning(
                    "it asks who workers are, and does not tell where Kafka is without",
                    "give this command a token of the role enrolment with --token-file"));
            return;
        }
        if (answer.statusCode() != 200) {
            findings.add(Finding.problem(
                    "it does not tell workers where Kafka is, status " + answer.statusCode(),
                    "look whether " + url + " is a tracker of this release"));
            return;
        }
        JsonNode terms = JSON.readTree(answer.body());
        for (String broker : terms.path("kafka").asText().split(",", -1)) reach(broker.strip());
        if (terms.path("takesFiles").asBoolean()) findings.add(Finding.good("it takes the files of runs"));
        else
            findings.add(Finding.warning(
                    "it takes no files: a run begins anew when its worker is gone, unless all share a folder",
                    "set artifacts of the tracker, or start workers with --artifacts and a folder that all see"));
    }

    private void reach(String broker) {
        int colon = broker.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1))),
                    CONNECT_MILLIS);
            findings.add(Finding.good("Kafka at " + broker + " is reached from here"));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            findings.add(Finding.problem(
                    "Kafka at " + broker + " is not reached from here: " + e.getMessage(),
                    "have the brokers listen on an address that this machine reaches, and set kafka of the worker to it if the"
                            + " tracker reaches them at another one"));
        }
    }
}
