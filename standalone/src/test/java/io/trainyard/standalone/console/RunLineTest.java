package io.trainyard.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.standalone.client.RunJson;
import io.trainyard.standalone.client.RunView;
import org.junit.jupiter.api.Test;

class RunLineTest {
    private static final int WIDE = 200;

    @Test
    void runningRunTellsHowItGoes() {
        RunView run = RunView.of(RunJson.progressing(RunJson.run("a", "running", 1), 1, 50, 100));

        assertThat(RunLine.withBar(run, 7, WIDE))
                .isEqualTo("run a    █████░░░░░░░░░░░░░░░  epoch 1/2 · 6 400 images/s · loss 0.5000 · accuracy 75.00 %"
                        + " · 1.5 s left");
    }

    @Test
    void runThatHasTrainedNothingYetStarts() {
        assertThat(RunLine.plain(RunView.of(RunJson.run("a", "running", 1)), 5)).isEqualTo("run a  starts");
    }

    @Test
    void runBetweenEpochsTellsTheLastOnesFigures() {
        ObjectNode json = RunJson.metric(RunJson.run("a", "running", 1), "test_accuracy", 0.9512);
        RunJson.progressing(json, 1, 100, 100).put("epochsCompleted", 1);

        assertThat(RunLine.plain(RunView.of(json), 5)).isEqualTo("run a  epoch 1/2 is trained · test accuracy 95.12 %");
    }

    @Test
    void runWhoseEpochsAreTrainedWritesItsFiles() {
        ObjectNode json = RunJson.run("a", "running", 1).put("epochsCompleted", 2);

        assertThat(RunLine.plain(RunView.of(json), 5)).isEqualTo("run a  epoch 2/2 is trained · its files are written");
    }

    @Test
    void completedRunTellsItsTestFigures() {
        RunView run = RunView.of(RunJson.metric(RunJson.run("a", "completed", 1), "test_accuracy", 0.9512));

        assertThat(RunLine.plain(run, 5)).isEqualTo("run a  completed · test accuracy 95.12 %");
    }

    @Test
    void failedRunTellsWhy() {
        ObjectNode json = RunJson.run("a", "failed", 1);
        json.putObject("failure").put("kind", "data").put("message", "the file is cut short");

        assertThat(RunLine.plain(RunView.of(json), 5)).isEqualTo("run a  failed: the file is cut short");
    }

    @Test
    void lineNeverIsLongerThanTheTerminal() {
        RunView run = RunView.of(RunJson.progressing(RunJson.run("a", "running", 1), 1, 50, 100));

        assertThat(RunLine.withBar(run, 5, 30)).hasSize(30).endsWith("…");
    }
}
