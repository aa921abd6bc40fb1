package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker's program that is told to stop by a signal while it trains. */
@Timeout(300)
class DrainIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir
    private Path directory;

    @Test
    void workerThatIsToldToStopEndsItsEpochAndHandsItsRunBack() throws Exception {
        Path settings = Files.writeString(
                directory.resolve("my.yaml"), ServerProcess.trackerSettings(TestServices.freshDatabase(), directory));
        try (ServerProcess tracker = ServerProcess.tracker(directory.resolve("tracker"), settings)) {
            String run;
            try (TrackerClient client = tracker.client();
                    // The end of this block is the signal.
                    MainProcess _ = worker(tracker)) {
                var spec = Specs.run("long", new DatasetSpec("synthetic-digits", 20_000, 1_000), 100_000);
                run = client.queue(new ExperimentSpec("long", "", 0, List.of(spec)))
                        .runs()
                        .getFirst()
                        .id();
                await(tracker, run, shown -> shown.path("progress").isObject());
            }

            JsonNode drained = await(
                    tracker,
                    run,
                    shown -> shown.at("/attempts/0/state").asText().equals("released"));
            assertThat(drained.at("/checkpoint/epoch").asInt())
                    .isPositive()
                    .isEqualTo(drained.path("epochsCompleted").asInt());
        }
    }

    private MainProcess worker(ServerProcess tracker) throws Exception {
        return MainProcess.start(
                directory.resolve("worker"),
                Map.of(
                        "TRAINYARD_WORKER_KAFKA_PROPERTIES_FILE",
                        ServerProcess.kafkaProperties(directory).toString()),
                "worker",
                "--server",
                tracker.url(),
                "--name",
                "worker-1",
                "--drain",
                "60");
    }

    private static JsonNode await(ServerProcess tracker, String run, Predicate<JsonNode> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode shown = JSON.readTree(tracker.get("/api/v1/runs/" + run));
            if (condition.test(shown)) return shown;
            if (System.nanoTime() > end) throw new AssertionError("waited in vain: " + shown);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
