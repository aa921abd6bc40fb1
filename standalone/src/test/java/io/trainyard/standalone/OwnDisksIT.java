package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.testkit.TestServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that share no folder with the tracker or with one another: all that they have in common goes over the network. */
@Timeout(600)
class OwnDisksIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int EPOCHS = 60;

    @TempDir
    private Path directory;

    private final List<AutoCloseable> processes = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable process : processes.reversed()) process.close();
    }

    @Test
    void runThatIsKilledAndPausedLeavesTheWeightsOfOneThatWasExtendedToItsLength() throws Exception {
        ServerProcess tracker = tracker();
        MainProcess first = worker(tracker, "first");
        String disturbed = queue(tracker, "disturbed", EPOCHS);
        await(tracker, disturbed, run -> run.at("/checkpoint/epoch").asInt() >= 3);

        // The watcher goes, too, or it would start the worker again.
        List<ProcessHandle> trains = first.descendants();
        first.kill();
        trains.forEach(ProcessHandle::destroyForcibly);
        worker(tracker, "second");

        await(
                tracker,
                disturbed,
                run -> run.path("attempts").size() == 2 && run.path("progress").isObject());
        post(tracker, disturbed, "pause", "");
        await(tracker, disturbed, run -> run.path("status").asText().equals("paused"));
        post(tracker, disturbed, "resume", "");

        JsonNode ended =
                await(tracker, disturbed, run -> !run.path("status").asText().matches("queued|running"));
        assertThat(ended.path("attempts")).hasSize(3);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        JsonNode attempt = ended.path("attempts").get(1);
        assertThat(attempt.path("worker").asText()).isEqualTo("second");
        assertThat(attempt.path("resumedFromEpoch").asInt()).isGreaterThanOrEqualTo(3);
        String extended = queue(tracker, "extended", EPOCHS / 2);
        await(tracker, extended, run -> run.path("status").asText().equals("completed"));
        post(tracker, extended, "extend", "{\"moreEpochs\": %d}".formatted(EPOCHS / 2));
        JsonNode whole = await(
                tracker,
                extended,
                run -> run.path("status").asText().equals("completed")
                        && run.path("epochsCompleted").asInt() == EPOCHS);
        assertThat(whole.path("attempts").get(1).path("resumedFromEpoch").asInt())
                .isEqualTo(EPOCHS / 2);
        assertThat(weights(tracker, disturbed)).isEqualTo(weights(tracker, extended));
        assertThat(directory.resolve("second/trainyard-data/artifacts/of-second"))
                .isEmptyDirectory();
    }

    private ServerProcess tracker() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("tracker"));
        Path configuration = Files.writeString(
                folder.resolve("my.yaml"),
                ServerProcess.trackerSettings(TestServices.freshDatabase(), folder)
                        + "artifacts: %s\nartifact_free_mebibytes: 10\n".formatted(folder.resolve("files")));
        ServerProcess tracker = ServerProcess.tracker(folder, configuration);
        processes.add(tracker);
        return tracker;
    }

    private MainProcess worker(ServerProcess tracker, String name) throws Exception {
        Path login = ServerProcess.kafkaProperties(directory);
        MainProcess worker = MainProcess.start(
                directory.resolve(name),
                Map.of("TRAINYARD_WORKER_KAFKA_PROPERTIES_FILE", login.toString()),
                "worker",
                "--server",
                tracker.url(),
                "--name",
                name);
        processes.add(worker);
        return worker;
    }

    private static String queue(ServerProcess tracker, String name, int epochs) throws Exception {
        RunSpec run = RunSpec.of(
                        name, new NetworkSpec.Preset("fc2layer"), new DatasetSpec("synthetic-digits", 4_000, 500))
                .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0))
                // What is fastest on a machine that others use, too, changes, and with the number of threads the bits.
                .device(Device.ND4J)
                .threads(1)
                .epochs(epochs)
                .build();
        try (TrackerClient client = tracker.client()) {
            return client.queue(new ExperimentSpec(name, "", 0, List.of(run)))
                    .runs()
                    .getFirst()
                    .id();
        }
    }

    private static JsonNode await(ServerProcess tracker, String run, Predicate<JsonNode> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode found = JSON.readTree(tracker.get("/api/v1/runs/" + run));
            if (condition.test(found)) return found;
            if (System.nanoTime() > end) throw new AssertionError("waited in vain: " + found);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void post(ServerProcess tracker, String run, String move, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create(tracker.url() + "/api/v1/runs/" + run + "/" + move);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);
        }
    }

    /** All tensors of the model, without the head of the file, which says of which run it is. */
    private static byte[] weights(ServerProcess tracker, String run) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create(tracker.url() + "/api/v1/runs/" + run + "/artifacts/model.safetensors");
            HttpResponse<byte[]> answer =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            byte[] file = answer.body();
            int head =
                    (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
            return Arrays.copyOfRange(file, Long.BYTES + head, file.length);
        }
    }
}
