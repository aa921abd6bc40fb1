package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.client.FakeTracker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said at a console of recipes that differ, by a tracker that gives laid out answers. */
final class CompareCommandTest {
    private static final String ANSWER = """
            {"metric": "test_accuracy", "value": "last", "lowerIsBetter": false, "leftOut": 2, "reference": 0, "seedDeviation": 0.004,
             "testSet": {"images": 10000, "standardError": 0.0048},
             "recipes": [
               {"settings": {"optimizer": "adam", "loss": ""}, "runs": [{}, {}], "mean": 0.63, "deviation": 0.003, "interval": null},
               {"settings": {"optimizer": "sgd", "loss": "x"}, "runs": [{}, {}], "mean": 0.62, "deviation": 0.005, "interval": null}],
             "differences": [{"recipe": 1, "verdict": "too-few", "mean": -0.01, "interval": {"low": -0.02, "high": 0.001}, "adjustedP": 0.5,
               "leastP": 0.5, "runsNeeded": 6}],
             "effects": [{"settings": ["optimizer", "loss"], "levels": [{"values": ["adam", ""]}, {"values": ["sgd", "x"]}],
               "share": 0.734, "blocks": 0, "change": null, "adjustedP": null}]}
            """;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakeTracker tracker;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        tracker = new FakeTracker();
        shell = new Shell(folder, tracker.url());
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    @Test
    void verdictsAreSaidWithWhatWouldSettleThem() {
        tracker.onJson("/api/v1/comparison", 200, ANSWER);

        int code = shell.run("compare", "--server", tracker.url(), "--experiment", "x", "--by", "optimizer,loss");

        assertThat(code).isZero();
        assertThat(tracker.asked().getFirst().target()).contains("experiment=x", "by=optimizer%2Closs", "value=last");
        assertThat(shell.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "last test_accuracy; left out: 2, not completed or without it",
                        "optimizer adam, loss – 2 0.63000 0.00300 reference",
                        "optimizer sgd, loss x 2 0.62000 0.00500 -0.01000 -0.02000 … +0.00100 0.5000 too-few",
                        "Seeds alone make runs differ by ± 0.00400 (standard deviation).",
                        "optimizer sgd, loss x: so few runs cannot show any difference (the least possible p is 0.5000);"
                                + " about 6 seeds of each would show a difference as great as this.",
                        "optimizer, loss adam, – sgd, x never alone 0 73 %");
    }

    @Test
    void nothingToCompareIsSaid() {
        tracker.onJson("/api/v1/comparison", 200, "{\"metric\": \"test_loss\", \"recipes\": []}");

        assertThat(shell.run("compare", "--server", tracker.url(), "status = 'failed'"))
                .isZero();
        assertThat(shell.out()).contains("No run has completed with a test_loss.");
    }

    @Test
    void jsonIsWhatTheTrackerSends() {
        tracker.onJson("/api/v1/comparison", 200, ANSWER);

        assertThat(shell.run("compare", "--server", tracker.url(), "--experiment", "x", "--json"))
                .isZero();
        assertThat(shell.out()).contains("\"leastP\" : 0.5");
    }

    @Test
    void someRunsHaveToBeNamed() {
        assertThat(shell.run("compare", "--server", tracker.url())).isEqualTo(2);
        assertThat(shell.err()).contains("Name a FILTER, an --experiment, or both.");
    }
}
