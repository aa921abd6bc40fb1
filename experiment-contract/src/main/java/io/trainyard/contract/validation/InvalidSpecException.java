package io.trainyard.contract.validation;

import java.util.List;
import java.util.stream.Collectors;

/** A specification that cannot be carried out; names every field that is wrong, so that a form can show all at once. */
public final class InvalidSpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldError> errors;

    public InvalidSpecException(List<FieldError> errors) {
        super(errors.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    public InvalidSpecException(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
