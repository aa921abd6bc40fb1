package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.standalone.client.FakeTracker;
import io.trainyard.standalone.client.RunJson;
import io.trainyard.standalone.home.Home;
import io.trainyard.standalone.home.HomeLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandIT {
    @TempDir
    private Path directory;

    private FakeTracker tracker;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        tracker = new FakeTracker();
        shell = new Shell(directory, tracker.url());
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    @Test
    void completedRunsEndInTableAndReport() {
        trackerEndsRunWith(RunJson.metric(RunJson.run("a", "completed", 3), "test_accuracy", 0.95));

        int exitCode = demo();

        assertThat(exitCode).as(shell.err()).isZero();
        assertThat(shell.out()).contains("waits for a worker", "95.00 %", "The comparison is in " + report());
        assertThat(report()).hasContent("run_id\r\n");
    }

    @Test
    void failedRunFailsTheDemo() {
        ObjectNode failed = RunJson.run("a", "failed", 3);
        failed.putObject("failure").put("kind", "data").put("message", "the file is cut short");
        trackerEndsRunWith(failed);

        assertThat(demo()).isEqualTo(ExitCodes.FAILED);

        assertThat(shell.err()).contains("Run 'run a' failed: the file is cut short");
    }

    @Test
    void missingDataIsReplacedByDrawnDigits() {
        trackerEndsRunWith(RunJson.run("a", "completed", 3));
        shell.withoutData();

        demo();

        assertThat(shell.out()).contains("training on synthetic-digits instead");
        assertThat(tracker.asked().getFirst().body()).contains("\"name\":\"synthetic-digits\"");
    }

    @Test
    void namedFolderOfDataIsNotReplaced() {
        trackerEndsRunWith(RunJson.run("a", "completed", 3));
        shell.withoutData();

        demo("--data", directory.toString());

        assertThat(tracker.asked().getFirst().body()).contains("\"name\":\"mnist\"");
    }

    @Test
    void runningServerIsUsed() throws Exception {
        trackerEndsRunWith(RunJson.run("a", "completed", 3));

        try (HomeLock lock = HomeLock.acquire(new Home(directory), Optional.empty())) {
            lock.publish(tracker.url());
            assertThat(demo("--home", directory.toString())).as(shell.err()).isZero();
        }

        assertThat(shell.started).isEmpty();
        assertThat(shell.out()).contains("Using the Trainyard that runs at " + tracker.url());
    }

    private int demo(String... more) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--port", "0", "--report", report().toString()));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }

    private Path report() {
        return directory.resolve("report.csv");
    }

    private void trackerEndsRunWith(ObjectNode ended) {
        ObjectNode running = RunJson.progressing(RunJson.run("a", "running", 2), 1, 1, 2);
        tracker.onJson(
                        "/api/v1/experiments",
                        201,
                        RunJson.experiment("e", List.of(RunJson.run("a", "queued", 1)))
                                .toString())
                .onStream("/api/v1/stream", RunJson.event("run", 2, running) + RunJson.event("run", 3, ended))
                .onJson(
                        "/api/v1/experiments/e",
                        200,
                        RunJson.experiment("e", List.of(ended)).toString())
                .on("/api/v1/reports/comparison.csv", 200, "text/csv", "run_id\r\n");
    }
}
