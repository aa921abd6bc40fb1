package io.trainyard.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunViewTest {
    @Test
    void queuedRunHasDoneNothing() {
        RunView run = RunView.of(RunJson.run("a", "queued", 1));

        assertThat(run.fractionDone()).isZero();
        assertThat(run.secondsLeft()).isEmpty();
    }

    @Test
    void stepsOfTheCurrentEpochCountAsDone() {
        RunView run = RunView.of(RunJson.progressing(RunJson.run("a", "running", 1), 1, 50, 100));

        assertThat(run.fractionDone()).isEqualTo(0.25);
    }

    @Test
    void progressOfCompletedEpochIsNotCountedTwice() {
        RunView run =
                RunView.of(RunJson.progressing(RunJson.run("a", "running", 1).put("epochsCompleted", 1), 1, 100, 100));

        assertThat(run.fractionDone()).isEqualTo(0.5);
    }

    @Test
    void timeLeftFollowsFromStepsAndSpeed() {
        RunView run = RunView.of(RunJson.progressing(RunJson.run("a", "running", 1), 1, 50, 100));

        assertThat(run.secondsLeft().orElseThrow()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void newestValueOfEachMetricIsRead() {
        RunView run = RunView.of(RunJson.metric(RunJson.run("a", "completed", 1), "test_accuracy", 0.9));

        assertThat(run.metrics()).containsEntry("test_accuracy", 0.9);
    }
}
