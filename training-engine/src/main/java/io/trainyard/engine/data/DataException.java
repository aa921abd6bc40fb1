package io.trainyard.engine.data;

/** Data that is missing, damaged or not what its name says. The message tells a person which file and what to do. */
public final class DataException extends Exception {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
