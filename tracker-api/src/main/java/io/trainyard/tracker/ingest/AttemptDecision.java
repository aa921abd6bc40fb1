package io.trainyard.tracker.ingest;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunStatus;
import io.trainyard.tracker.storage.AttemptState;
import io.trainyard.tracker.storage.RunState;
import java.time.Instant;
import java.util.Optional;

/** What becomes of an attempt that a worker has begun. */
sealed interface AttemptDecision {
    /** Its events count from now on. */
    record Own() implements AttemptDecision {}

    /** The attempt that owned the run is given up first, because its lease has run out unnoticed. */
    record OwnAfterLoss(AttemptState lost) implements AttemptDecision {}

    /** Its events do not count, and its worker is told why. */
    record Supersede(RunCommand command) implements AttemptDecision {}

    /** Decides in the order of events, so that all trackers that read the same events decide alike. */
    static AttemptDecision onStart(RunState run, Optional<AttemptState> owner, AttemptId started, Instant now) {
        if (run.status() == RunStatus.CANCELLED || run.cancelRequested())
            return new Supersede(new RunCommand.CancelRun(run.id()));
        if (run.status().isTerminal()) return new Supersede(new RunCommand.CloseRun(run.id()));
        if (owner.isEmpty()) return new Own();
        if (owner.get().isLive(now)) return new Supersede(new RunCommand.StopAttempt(run.id(), started));
        return new OwnAfterLoss(owner.get());
    }
}
