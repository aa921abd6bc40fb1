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
        return switch (event) {
            case RunEvent.AttemptStarted started -> RUNNING;
            case RunEvent.EpochProgressed progressed -> RUNNING;
            case RunEvent.EpochCompleted completed -> RUNNING;
            case RunEvent.LogWritten log -> RUNNING;
            case RunEvent.CheckpointSaved checkpoint -> RUNNING;
            case RunEvent.ArtifactSaved artifact -> RUNNING;
            case RunEvent.AttemptReleased released -> QUEUED;
            case RunEvent.RunCompleted completed -> COMPLETED;
            case RunEvent.RunFailed failed -> FAILED;
            case RunEvent.RunCancelled cancelled -> CANCELLED;
        };
    }

    /** The status after the worker of the owning attempt fell silent. */
    public RunStatus afterLostAttempt() {
        return isTerminal() ? this : QUEUED;
    }
}
