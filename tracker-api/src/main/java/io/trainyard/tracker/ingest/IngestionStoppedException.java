package io.trainyard.tracker.ingest;

/** Too many records fail for the same cause: nothing of the poll was applied, and it is read again. */
public final class IngestionStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    IngestionStoppedException(String cause, Throwable example) {
        super("records cannot be applied, again and again for the same cause: " + cause, example);
        this.reason = cause;
    }

    /** What kind of failure it is, fit to be shown. */
    public String reason() {
        return reason;
    }
}
