package io.trainyard.contract;

/** Where a run stands. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** The status after an event of the attempt that owns the run. */
    public RunStatus after(RunEvent event) {
        // A late event from a worker that lost its lease must not reopen a finished run.
        if (isTerminal()) return this;
        return switch (event.kind()) {
            case ATTEMPT_STARTED, EPOCH_PROGRESSED, EPOCH_COMPLETED, LOG_WRITTEN, CHECKPOINT_SAVED, ARTIFACT_SAVED ->
                RUNNING;
            case ATTEMPT_RELEASED -> QUEUED;
            case RUN_COMPLETED -> COMPLETED;
            case RUN_FAILED -> FAILED;
            case RUN_CANCELLED -> CANCELLED;
        };
    }

    /** The status after the worker of the owning attempt fell silent. */
    public RunStatus afterLostAttempt() {
        return isTerminal() ? this : QUEUED;
    }
}
