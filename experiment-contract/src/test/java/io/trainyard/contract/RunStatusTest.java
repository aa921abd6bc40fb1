package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunStatusTest {
    private static final EventHeader HEADER = new EventHeader(
            new RunId("00000000000000r1"), new AttemptId("00000000000000a1"), 1, Instant.parse("2026-01-31T12:00:00Z"));
    private static final RunEvent EPOCH = new RunEvent.EpochCompleted(HEADER, 1, Map.of(), List.of(), 1, 1);

    @Test
    void runThatIsTakenIsRunning() {
        assertThat(RunStatus.QUEUED.after(new RunEvent.AttemptStarted(HEADER, new WorkerName("w"), "cpu", 0)))
                .isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void lateEpochDoesNotReopenFinishedRun() {
        assertThat(RunStatus.COMPLETED.after(EPOCH)).isEqualTo(RunStatus.COMPLETED);
        assertThat(RunStatus.CANCELLED.after(EPOCH)).isEqualTo(RunStatus.CANCELLED);
        assertThat(RunStatus.FAILED.after(EPOCH)).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void releasedRunIsQueuedAgain() {
        assertThat(RunStatus.RUNNING.after(new RunEvent.AttemptReleased(HEADER, "worker stops")))
                .isEqualTo(RunStatus.QUEUED);
    }

    @Test
    void lostAttemptQueuesRunningRunButNotEndedOne() {
        assertThat(RunStatus.RUNNING.afterLostAttempt()).isEqualTo(RunStatus.QUEUED);
        assertThat(RunStatus.COMPLETED.afterLostAttempt()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void eachEndHasItsStatus() {
        assertThat(RunStatus.RUNNING.after(new RunEvent.RunCompleted(HEADER, 1, 10)))
                .isEqualTo(RunStatus.COMPLETED);
        assertThat(RunStatus.RUNNING.after(new RunEvent.RunFailed(HEADER, FailureKind.DATA, "no file")))
                .isEqualTo(RunStatus.FAILED);
        assertThat(RunStatus.RUNNING.after(new RunEvent.RunCancelled(HEADER))).isEqualTo(RunStatus.CANCELLED);
    }
}
