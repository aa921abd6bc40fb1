package io.trainyard.contract.validation;

/**
 * One thing wrong with one field. Both texts may hold what somebody else has written, so each has a bound of its own: an
 * answer is never much longer than what it is about.
 *
 * @param field where, as a path such as {@code runs[2].optimizer.learningRate}; empty for the whole value
 * @param message what is wrong and what would be right, as a sentence without a full stop
 */
public record FieldError(String field, String message) {
    private static final int MAX_FIELD = 300;
    private static final int MAX_MESSAGE = 1000;

    public FieldError {
        field = Excerpt.of(field, MAX_FIELD);
        message = Excerpt.of(message, MAX_MESSAGE);
    }

    /** The same error seen from one level further out. */
    public FieldError under(String parent) {
        if (parent.isEmpty()) return this;
        if (field.isEmpty()) return new FieldError(parent, message);
        return new FieldError(field.startsWith("[") ? parent + field : parent + "." + field, message);
    }

    @Override
    public String toString() {
        return field.isEmpty() ? message : field + ": " + message;
    }
}
