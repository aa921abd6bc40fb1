package io.trainyard.engine.choice;

/** A run needs more memory than there is; the message says how much of each, for people. */
public final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MemoryException(String message) {
        super(message);
    }
}
