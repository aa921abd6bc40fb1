package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.client.FakeTracker;
import io.trainyard.standalone.client.RunJson;
import io.trainyard.standalone.home.Home;
import io.trainyard.standalone.home.HomeLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueCommandIT {
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
    void presetIsQueuedWithWhatWasSet() {
        trackerTakesRun();

        int exitCode = shell.run(
                "run", "--preset", "small-cnn", "--epochs", "3", "--set", "batchSize=32", "--server", tracker.url());

        assertThat(exitCode).as(shell.err()).isZero();
        assertThat(shell.out()).contains("Queued experiment e with 1 run: " + tracker.url() + "/experiments/e");
        assertThat(tracker.asked().getFirst().body()).contains("\"epochs\":3", "\"batchSize\":32");
    }

    @Test
    void serverOfTheHomeIsFound() throws Exception {
        trackerTakesRun();

        try (HomeLock lock = HomeLock.acquire(new Home(directory), Optional.empty())) {
            lock.publish(tracker.url());

            assertThat(shell.run("run", "--preset", "small-cnn", "--home", directory.toString()))
                    .isZero();
        }
    }

    @Test
    void watchedRunThatFailedFailsTheCommand() {
        trackerTakesRun();
        String failed = RunJson.event("run", 2, RunJson.run("a", "failed", 2));
        tracker.onStream("/api/v1/stream", failed)
                .onJson(
                        "/api/v1/experiments/e",
                        200,
                        RunJson.experiment("e", List.of(RunJson.run("a", "failed", 2)))
                                .toString());

        int exitCode = shell.run("run", "--preset", "small-cnn", "--watch", "--server", tracker.url());

        assertThat(exitCode).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).contains("Run 'run a' failed");
    }

    @Test
    void wrongFieldIsNamedWithoutAskingTheTracker() {
        int exitCode = shell.run("run", "--preset", "small-cnn", "--set", "epochs=0", "--server", tracker.url());

        assertThat(exitCode).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).contains("  runs[0].epochs: must be from 1");
        assertThat(tracker.asked()).isEmpty();
    }

    @Test
    void fileOrPresetIsNeeded() {
        assertThat(shell.run("run", "--server", tracker.url())).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void missingFileIsNamed() {
        assertThat(shell.run("run", "missing.yaml", "--server", tracker.url())).isEqualTo(ExitCodes.FAILED);

        assertThat(shell.err()).contains("missing.yaml");
    }

    private void trackerTakesRun() {
        tracker.onJson(
                "/api/v1/experiments",
                201,
                RunJson.experiment("e", List.of(RunJson.run("a", "queued", 1))).toString());
    }
}
