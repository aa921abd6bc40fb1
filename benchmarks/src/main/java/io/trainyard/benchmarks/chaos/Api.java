package io.trainyard.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.wire.SpecJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What users do: whoever of the trackers answers is asked, again and again while none does. */
final class Api implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> trackers;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    Api(List<String> trackers) {
        this.trackers = trackers;
    }

    /** Queues a run and returns its id; the same request may be sent more often, as it is when its answer is lost. */
    String queue(RunSpec run, int times) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        String body = SpecJson.writeExperiment(new ExperimentSpec(run.name(), "", 0, List.of(run)))
                .toString();
        String id = "";
        for (int i = 0; i < times; i++) {
            byte[] answer = send(
                    HttpRequest.newBuilder()
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofString(body)),
                    "/experiments",
                    List.of(200, 201));
            String queued = tree(answer).at("/runs/0/id").asText();
            if (!id.isEmpty() && !id.equals(queued))
                throw new IllegalStateException("a repeated request has queued " + queued + " beside " + id);
            id = queued;
        }
        return id;
    }

    /** Asks for the end of a run, which may have come already. */
    void cancel(String run) throws InterruptedException {
        send(
                HttpRequest.newBuilder().POST(BodyPublishers.noBody()),
                "/runs/" + run + "/cancel",
                List.of(200, 202, 204, 404, 409));
    }

    void delete(String run) throws InterruptedException {
        send(HttpRequest.newBuilder().DELETE(), "/runs/" + run, List.of(200, 202, 204, 404));
    }

    /** All tensors of a run's model, without the head of the file, which says of which run it is. */
    byte[] weights(String run) throws InterruptedException {
        byte[] file = send(HttpRequest.newBuilder(), "/runs/" + run + "/artifacts/model.safetensors", List.of(200));
        int head = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return Arrays.copyOfRange(file, Long.BYTES + head, file.length);
    }

    /** What one tracker says; fails if it does not say it now. */
    JsonNode ask(String tracker, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tracker + path))
                .timeout(ANSWER)
                .build();
        return tree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    private byte[] send(HttpRequest.Builder request, String path, List<Integer> expected) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            for (String tracker : trackers) {
                try {
                    HttpResponse<byte[]> answer = http.send(
                            request.uri(URI.create(tracker + "/api/v1" + path))
                                    .timeout(ANSWER)
                                    .build(),
                            BodyHandlers.ofByteArray());
                    if (expected.contains(answer.statusCode())) return answer.body();
                    last = answer.statusCode() + " "
                            + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
                    if (answer.statusCode() < 500 && answer.statusCode() != 429)
                        throw new IllegalStateException(path + " was answered with " + last);
                } catch (IOException e) {
                    last = String.valueOf(e);
                }
            }
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException(path + " was asked for in vain: " + last);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("an answer is no JSON", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
