package io.trainyard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import io.trainyard.tracker.storage.AttemptState;
import io.trainyard.tracker.storage.AttemptState.Phase;
import io.trainyard.tracker.storage.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AttemptDecisionTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId STARTED = new AttemptId("00000000000000a2");

    @Test
    void firstAttemptOwnsAQueuedRun() {
        assertThat(decide(run(RunStatus.QUEUED, false), Optional.empty())).isEqualTo(new AttemptDecision.Own());
    }

    @Test
    void attemptBesideALiveOwnerIsToldToStop() {
        AttemptState owner = owner(Phase.RUNNING, NOW.plusSeconds(1));

        assertThat(decide(run(RunStatus.RUNNING, false), Optional.of(owner)))
                .isEqualTo(new AttemptDecision.Supersede(new RunCommand.StopAttempt(RUN, STARTED)));
    }

    @Test
    void attemptFollowsAnOwnerWhoseLeaseRanOut() {
        AttemptState owner = owner(Phase.RUNNING, NOW);

        assertThat(decide(run(RunStatus.RUNNING, false), Optional.of(owner)))
                .isEqualTo(new AttemptDecision.OwnAfterLoss(owner));
    }

    @Test
    void endedRunIsClosedForEveryAttempt() {
        assertThat(decide(run(RunStatus.COMPLETED, false), Optional.empty()))
                .isEqualTo(new AttemptDecision.Supersede(new RunCommand.CloseRun(RUN)));
    }

    @Test
    void runThatIsBeingCancelledGetsNoFurtherAttempt() {
        assertThat(decide(run(RunStatus.RUNNING, true), Optional.empty()))
                .isEqualTo(new AttemptDecision.Supersede(new RunCommand.CancelRun(RUN)));
    }

    private static AttemptDecision decide(RunState run, Optional<AttemptState> owner) {
        return AttemptDecision.onStart(run, owner, STARTED, NOW);
    }

    private static RunState run(RunStatus status, boolean cancelRequested) {
        return new RunState(1, RUN, status, cancelRequested, OptionalLong.empty(), 0, 0);
    }

    private static AttemptState owner(Phase phase, Instant leaseUntil) {
        return new AttemptState(1, 1, new AttemptId("00000000000000a1"), 1, "host-1", phase, 1, leaseUntil);
    }
}
