package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunCommand.CloseRun;
import io.trainyard.contract.RunCommand.PauseAttempt;
import io.trainyard.contract.RunCommand.StartAttempt;
import io.trainyard.contract.RunCommand.StopAttempt;
import io.trainyard.contract.RunId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CancellationsTest {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final AttemptId OTHER = new AttemptId("00000000000000a2");

    private final Cancellations cancellations = new Cancellations();

    @Test
    void runWithoutCommandGoesOn() {
        assertThat(cancellations.isEnded(RUN, 0)).isFalse();
        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).isEmpty();
    }

    @Test
    void cancelledRunStopsAndIsNotBegunAgain() {
        cancellations.receive(new CancelRun(RUN));

        assertThat(cancellations.isEnded(RUN, 0)).isTrue();
        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).contains(StopReason.CANCELLED);
    }

    @Test
    void closedRunStopsWithoutBeingCancelled() {
        cancellations.receive(new CloseRun(RUN));

        assertThat(cancellations.isEnded(RUN, 0)).isTrue();
        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).contains(StopReason.SUPERSEDED);
    }

    @Test
    void stopOfOneAttemptLeavesOthersAlone() {
        cancellations.receive(new StopAttempt(RUN, ATTEMPT));

        assertThat(cancellations.isEnded(RUN, 0)).isFalse();
        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).contains(StopReason.SUPERSEDED);
        assertThat(cancellations.stopReason(RUN, OTHER, 0)).isEmpty();
    }

    @Test
    void lateStopOfAnAttemptDoesNotReopenAClosedRun() {
        cancellations.receive(new CloseRun(RUN));
        cancellations.receive(new StopAttempt(RUN, OTHER));

        assertThat(cancellations.isEnded(RUN, 0)).isTrue();
    }

    @Test
    void claimIsGrantedByTheTrackersWordForThisAttemptAlone() throws InterruptedException {
        cancellations.claim(ATTEMPT);

        cancellations.receive(new StartAttempt(RUN, OTHER, Optional.empty()));
        assertThat(cancellations.awaitGrant(ATTEMPT, Duration.ZERO)).isEmpty();

        cancellations.receive(new StartAttempt(RUN, ATTEMPT, Optional.empty()));
        assertThat(cancellations.awaitGrant(ATTEMPT, Duration.ZERO)).isPresent();
        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).isEmpty();
    }

    @Test
    void grantDoesNotMakeTheEndOfARunForgotten() {
        cancellations.receive(new CloseRun(RUN));
        cancellations.receive(new StartAttempt(RUN, ATTEMPT, Optional.empty()));

        assertThat(cancellations.isEnded(RUN, 0)).isTrue();
    }

    @Test
    void stoppingWorkerStopsEveryAttempt() {
        cancellations.stopAll();

        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).contains(StopReason.WORKER_STOPS);
        assertThat(cancellations.isEnded(RUN, 0)).isFalse();
    }

    @Test
    void cancellingCountsMoreThanTheStopOfTheWorker() {
        cancellations.stopAll();
        cancellations.receive(new CancelRun(RUN));

        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).contains(StopReason.CANCELLED);
    }

    @Test
    void endOfARunSaysNothingOfItsNextTry() {
        cancellations.receive(new CloseRun(RUN));
        cancellations.receive(new StopAttempt(RUN, OTHER));

        assertThat(cancellations.isEnded(RUN, 1)).isFalse();
        assertThat(cancellations.stopReason(RUN, ATTEMPT, 1)).isEmpty();
        assertThat(cancellations.stopReason(RUN, OTHER, 1)).contains(StopReason.SUPERSEDED);

        cancellations.receive(new CancelRun(RUN, 1));

        assertThat(cancellations.stopReason(RUN, ATTEMPT, 1)).contains(StopReason.CANCELLED);
    }

    @Test
    void pausedAttemptEndsItsEpoch() {
        cancellations.claim(ATTEMPT);
        cancellations.receive(new PauseAttempt(RUN, ATTEMPT));

        assertThat(cancellations.stopReason(RUN, ATTEMPT, 0)).isEmpty();
        assertThat(cancellations.stopReasonAfterEpoch(ATTEMPT)).contains(StopReason.PAUSED);
        assertThat(cancellations.stopReasonAfterEpoch(OTHER)).isEmpty();
        assertThat(cancellations.isEnded(RUN, 0)).isFalse();
    }
}
