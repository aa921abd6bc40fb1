package io.trainyard.tracker.ingest;

/** A report that can be read and has no place here: its sender's fault, or that of what was lost before it. */
final class RefusedReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedReportException(String reason) {
        // Says what is wrong with a record; where it was found does not matter, and traces are dear.
        super(reason, null, false, false);
    }
}
