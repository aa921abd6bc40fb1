package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What native code may do to the process that it runs in, done from outside. */
class WorkerCrashIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    @Timeout(600)
    void runThatCrashesItsProcessFailsAloneAtTheSecondTime(@TempDir Path home) throws Exception {
        try (ServerProcess server = ServerProcess.start(home, "--workers", "2");
                TrackerClient client = server.client()) {
            List<String> runs =
                    client.queue(new ExperimentSpec("crash", "", 0, List.of(run("one"), run("two")))).runs().stream()
                            .map(RunView::id)
                            .toList();
            String doomed = runs.getFirst();
            String other = runs.getLast();
            await(server, other, run -> run.path("epochsCompleted").asInt() > 0);

            int before = await(
                            server, doomed, run -> run.path("epochsCompleted").asInt() > 0)
                    .path("epochsCompleted")
                    .asInt();
            crashWorkerOf(server, doomed);
            // Of the second attempt: what the first one reported as it died comes in after it was told to.
            await(
                    server,
                    doomed,
                    run -> run.path("attempts").size() == 2
                            && run.path("epochsCompleted").asInt() > before);
            crashWorkerOf(server, doomed);
            JsonNode failed =
                    await(server, doomed, run -> run.path("status").asText().equals("failed"));

            assertThat(failed.path("failure").path("kind").asText()).isEqualTo("crash");
            assertThat(failed.path("failure").path("message").asText()).contains("SIGSEGV");
            assertThat(failed.path("attempts"))
                    .extracting(attempt -> attempt.path("state").asText())
                    .containsOnly("crashed");
            assertThat(failed.path("log").toString()).contains("#  SIGSEGV (0xb) at pc=");
            JsonNode untouched = read(server, other);
            assertThat(untouched.path("attempts")).hasSize(1);
            assertThat(untouched.path("status").asText()).isIn("running", "completed");
        }
    }

    private static void crashWorkerOf(ServerProcess server, String run) throws Exception {
        JsonNode attempts = read(server, run).path("attempts");
        String worker = attempts.path(attempts.size() - 1).path("worker").asText();
        long pid = server.awaitWorker(worker).pid();
        assertThat(new ProcessBuilder("sh", "-c", "kill -SEGV " + pid).start().waitFor())
                .isZero();
    }

    private static JsonNode await(ServerProcess server, String run, Predicate<JsonNode> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode found = read(server, run);
            if (condition.test(found)) return found;
            if (System.nanoTime() > end) throw new AssertionError("waited in vain: " + found);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static JsonNode read(ServerProcess server, String run) throws Exception {
        return JSON.readTree(server.get("/api/v1/runs/" + run));
    }

    private static RunSpec run(String name) {
        return RunSpec.of(name, new NetworkSpec.Preset("fc2layer"), new DatasetSpec("synthetic-digits", 20_000, 1_000))
                .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0))
                .epochs(400)
                .build();
    }
}
