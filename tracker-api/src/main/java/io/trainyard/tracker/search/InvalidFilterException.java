package io.trainyard.tracker.search;

import java.util.Optional;

/** A filter that cannot be understood, and where. */
public final class InvalidFilterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int column;
    private final int length;
    private final transient Optional<String> meant;

    /**
     * @param column of the mistake, from 1
     * @param length of what is wrong, in characters; at least 1
     * @param meant what could stand there instead
     */
    InvalidFilterException(int column, int length, String message, Optional<String> meant) {
        // An answer and not a defect: where it was made does not matter.
        super(message, null, false, false);
        this.column = column;
        this.length = length;
        this.meant = meant;
    }

    public int column() {
        return column;
    }

    public int length() {
        return length;
    }

    public Optional<String> meant() {
        return meant;
    }

    /** What is wrong, where, and what may have been meant, as one sentence. */
    public String sentence() {
        return "column " + column + ": " + getMessage()
                + meant.map(guess -> "; did you mean " + guess + "?").orElse("");
    }
}
