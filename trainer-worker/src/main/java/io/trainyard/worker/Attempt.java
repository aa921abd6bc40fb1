package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunSpec;
import io.trainyard.engine.evidence.Origin;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.files.Publication;
import io.trainyard.worker.files.SharedFolder;
import io.trainyard.worker.reporting.RunReporter;
import java.util.Optional;

/** One execution of a run by this worker: what it is about, how it reports, and when it shall stop. */
record Attempt(
        RunId run,
        AttemptId id,
        RunSpec spec,
        Restart restart,
        RunReporter reporter,
        AttemptFolder files,
        Publication publication,
        Cancellations cancellations,
        ProgressWatch watch,
        Claim claim) {
    /** One whose folder the tracker sees. */
    Attempt(
            RunId run,
            AttemptId id,
            RunSpec spec,
            RunReporter reporter,
            AttemptFolder files,
            Cancellations cancellations,
            Claim claim) {
        this(run, id, spec, Restart.NONE, reporter, files, cancellations, claim);
    }

    /** One whose folder the tracker sees, at a run that had ended before. */
    Attempt(
            RunId run,
            AttemptId id,
            RunSpec spec,
            Restart restart,
            RunReporter reporter,
            AttemptFolder files,
            Cancellations cancellations,
            Claim claim) {
        this(
                run,
                id,
                spec,
                restart,
                reporter,
                files,
                new SharedFolder(files),
                cancellations,
                new ProgressWatch(),
                claim);
    }

    /** Whether and why the attempt shall stop; asked by the training thread, which thereby shows that it makes progress. */
    Optional<StopReason> stopReason() {
        watch.sign();
        return watch.isGivenUp() ? Optional.of(StopReason.GIVEN_UP) : order();
    }

    /** Whether and why the attempt shall not begin another epoch, asked by the training thread. */
    Optional<StopReason> stopReasonAfterEpoch() {
        return stopReason().or(() -> cancellations.stopReasonAfterEpoch(id));
    }

    /** The order to stop that its thread has not asked for yet; asked by others. */
    Optional<StopReason> order() {
        return cancellations.stopReason(run, id, restart.number());
    }

    /** Reports how it ended that was told to stop. */
    void reportStop(StopReason reason) {
        switch (reason) {
            case CANCELLED -> reporter.report(RunEvent.RunCancelled::new);
            case SUPERSEDED ->
                reporter.log(LogLevel.INFO, "Attempt stopped: another one owns the run, or the run has ended");
            case PAUSED -> reporter.report(header -> new RunEvent.AttemptReleased(header, "The run is paused"));
            case WORKER_STOPS -> reporter.report(header -> new RunEvent.AttemptReleased(header, "The worker stops"));
            case UNANSWERED -> reporter.report(header -> new RunEvent.AttemptReleased(header, "No tracker answered"));
            // It was reported when it was given up.
            case GIVEN_UP -> {}
        }
    }

    /** What a file of this attempt says of itself. */
    Origin origin(int epoch) {
        return new Origin(run.value(), id.value(), epoch);
    }
}
