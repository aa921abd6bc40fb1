package io.trainyard.contract;

/** Where a run stands. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    /** It waits until somebody has it go on. */
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
