package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunSpec;
import io.trainyard.worker.reporting.RunReporter;
import java.util.Optional;

/** One execution of a run by this worker: what it is about, how it reports, and when it shall stop. */
record Attempt(
        RunId run,
        AttemptId id,
        RunSpec spec,
        RunReporter reporter,
        CheckpointFolder files,
        Cancellations cancellations) {
    Optional<StopReason> stopReason() {
        return cancellations.stopReason(run, id);
    }
}
