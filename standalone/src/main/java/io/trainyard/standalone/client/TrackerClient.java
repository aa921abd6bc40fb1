package io.trainyard.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.wire.SpecJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks the tracker over its public HTTP API; every method is one request. */
public final class TrackerClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration COLLECTION_TIMEOUT = Duration.ofHours(1);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(45);
    private static final int QUEUE_TRIES = 3;
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final String url;
    private final Optional<String> token;

    /** Nothing was sent, so there is nothing to ask for again. */
    private static final class NoTrackerException extends IOException {
        private static final long serialVersionUID = 1;

        NoTrackerException(String url, ConnectException cause) {
            super("no tracker answers at " + url, cause);
        }
    }

    /** An experiment that the tracker has taken on. */
    public record QueuedExperiment(String id, String name, List<RunView> runs) {
        public QueuedExperiment {
            runs = List.copyOf(runs);
        }

        static QueuedExperiment of(JsonNode node) {
            return new QueuedExperiment(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    node.path("runs").valueStream().map(RunView::of).toList());
        }

        /** Where a stream must start so that it misses nothing that is newer than this. */
        public long change() {
            return runs.stream().mapToLong(RunView::change).min().orElse(0);
        }
    }

    /** One for a tracker that asks nobody who they are. */
    public TrackerClient(String url) {
        this(url, Optional.empty());
    }

    /**
     * One that shows who it is for.
     *
     * @param token that goes with every request
     */
    public TrackerClient(String url, Optional<String> token) {
        this.token = token;
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public String url() {
        return url;
    }

    /** The page that shows an experiment to people. */
    public String pageOf(String experimentId) {
        return url + "/experiments/" + encode(experimentId);
    }

    /** Queues an experiment. An answer that is lost on its way is asked for again, which does not queue it twice. */
    public QueuedExperiment queue(ExperimentSpec spec) throws IOException, InterruptedException, TrackerProblem {
        return queue(SpecJson.writeExperiment(spec));
    }

    /** An experiment that the tracker checks. */
    public QueuedExperiment queue(JsonNode experiment) throws IOException, InterruptedException, TrackerProblem {
        byte[] body = JSON.writeValueAsBytes(experiment);
        HttpRequest request = request("/experiments")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return QueuedExperiment.of(JSON.readTree(sendAgainIfLost(request)));
    }

    private byte[] sendAgainIfLost(HttpRequest request) throws IOException, InterruptedException, TrackerProblem {
        for (int i = 1; i < QUEUE_TRIES; i++) {
            try {
                return send(request);
            } catch (NoTrackerException e) {
                throw e;
            } catch (IOException e) {
                Thread.sleep(RECONNECT_DELAY.multipliedBy(i));
            }
        }
        return send(request);
    }

    public QueuedExperiment experiment(String id) throws IOException, InterruptedException, TrackerProblem {
        return QueuedExperiment.of(
                JSON.readTree(send(request("/experiments/" + encode(id)).build())));
    }

    /** Downloads the comparison of an experiment's runs, one line for each. */
    public void downloadComparison(String experimentId, Path file)
            throws IOException, InterruptedException, TrackerProblem {
        byte[] csv = send(request("/reports/comparison.csv?shape=runs&experiment=" + encode(experimentId))
                .build());
        Files.write(file, csv);
    }

    /** One page of runs, as the tracker sends it; parameters without a value are left out. */
    public JsonNode runs(Map<String, String> parameters) throws IOException, InterruptedException, TrackerProblem {
        return JSON.readTree(send(request("/runs" + query(parameters)).build()));
    }

    /** Whether runs differ by more than chance, as the tracker sends it; parameters without a value are left out. */
    public JsonNode comparison(Map<String, String> parameters)
            throws IOException, InterruptedException, TrackerProblem {
        return JSON.readTree(send(request("/comparison" + query(parameters)).build()));
    }

    /** What is odd about a filter though it can be understood, such as a metric that no run has; for people. */
    public Optional<String> oddity(String filter) throws IOException, InterruptedException, TrackerProblem {
        JsonNode answer = JSON.readTree(send(
                request("/search/completions" + query(Map.of("filter", filter))).build()));
        return Optional.ofNullable(answer.path("problem").path("message").textValue());
    }

    /**
     * Writes a report as it comes, however long it is.
     *
     * @throws IOException also if it broke off
     */
    public void download(Map<String, String> parameters, OutputStream out)
            throws IOException, InterruptedException, TrackerProblem {
        HttpRequest request = authorized(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/reports/comparison.csv" + query(parameters))))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2)
                throw TrackerProblem.of(response.statusCode(), problem(body.readAllBytes()));
            body.transferTo(out);
        }
    }

    /**
     * To how many runs something was done.
     *
     * @param next where to go on; an empty text at the end
     * @param experiment that they were moved to, if they were
     */
    public record Bulk(long matched, long done, String next, Optional<String> experiment) {}

    /** Does one thing to the next of the runs that fit a filter, or only counts all of them. */
    public Bulk bulk(JsonNode wish) throws IOException, InterruptedException, TrackerProblem {
        JsonNode answer = JSON.readTree(send(request("/bulk/runs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)))
                .build()));
        return new Bulk(
                answer.path("matched").asLong(),
                answer.path("done").asLong(),
                answer.path("next").isTextual() ? answer.path("next").asText() : "",
                Optional.ofNullable(answer.path("experiment").textValue()));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** Files that nobody needs. */
    public record Garbage(int files, long bytes) {}

    /** Has the tracker delete files that nobody needs, or only count them. Many files take their time. */
    public Garbage collectGarbage(boolean dryRun) throws IOException, InterruptedException, TrackerProblem {
        JsonNode answer = JSON.readTree(send(request("/files/collect-garbage?dryRun=" + dryRun)
                .timeout(COLLECTION_TIMEOUT)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build()));
        return new Garbage(answer.path("files").asInt(), answer.path("bytes").asLong());
    }

    /** The changes of an experiment's runs that are newer than the given one, and all that follow. */
    public EventStream changes(String experimentId, long change) {
        URI uri = URI.create(url + "/api/v1/stream?experiment=" + encode(experimentId));
        return new EventStream(
                http,
                authorized(HttpRequest.newBuilder(uri)).build(),
                Long.toString(change),
                new EventStream.Patience(RECONNECT_DELAY, SILENCE_LIMIT));
    }

    private HttpRequest.Builder request(String path) {
        return authorized(HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)))
                .timeout(ANSWER_TIMEOUT);
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private byte[] send(HttpRequest request) throws IOException, InterruptedException, TrackerProblem {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new NoTrackerException(url, e);
        }
        if (response.statusCode() / 100 == 2) return response.body();
        throw TrackerProblem.of(response.statusCode(), problem(response.body()));
    }

    private static JsonNode problem(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // A proxy in between answers in its own words; the status then says all there is.
            return JSON.missingNode();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Ends open streams too. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
