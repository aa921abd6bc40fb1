package io.trainyard.worker;

/** The attempt was told to stop while it waited. */
final class StoppedException extends Exception {
    private static final long serialVersionUID = 1;

    private final StopReason reason;

    StoppedException(StopReason reason) {
        super("stopped: " + reason);
        this.reason = reason;
    }

    StopReason reason() {
        return reason;
    }
}
