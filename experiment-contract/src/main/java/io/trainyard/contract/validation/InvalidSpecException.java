package io.trainyard.contract.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A specification that cannot be carried out; names the fields that are wrong, so that a form can show all at once. */
public final class InvalidSpecException extends IllegalArgumentException {
    /** So many are named; nobody reads more, and a hostile text may hold millions. */
    public static final int MAX_ERRORS = 100;

    private static final long serialVersionUID = 1;

    private final transient List<FieldError> errors;

    public InvalidSpecException(List<FieldError> errors) {
        super(bounded(errors).stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        this.errors = bounded(errors);
    }

    public InvalidSpecException(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    private static List<FieldError> bounded(List<FieldError> errors) {
        if (errors.size() <= MAX_ERRORS) return List.copyOf(errors);
        List<FieldError> named = new ArrayList<>(errors.subList(0, MAX_ERRORS - 1));
        named.add(new FieldError("", "more is wrong than these " + named.size() + " errors say"));
        return List.copyOf(named);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
