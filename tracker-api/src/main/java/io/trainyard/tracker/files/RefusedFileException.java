package io.trainyard.tracker.files;

/** Why a file is not taken, or not changed. */
public final class RefusedFileException extends Exception {
    private static final long serialVersionUID = 1;

    /** What kind of refusal it is. */
    public enum Reason {
        NO_SUCH_ATTEMPT,
        /** Another attempt owns the run, or it has ended. */
        NOT_THE_OWNER,
        TOO_LARGE,
        NO_ROOM,
        WRONG_CONTENT
    }

    private final Reason reason;

    RefusedFileException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
