package io.trainyard.contract.validation;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a value while it is made, and throws once with all of it. */
public final class Checks {
    private final List<FieldError> errors = new ArrayList<>();

    public Checks require(boolean holds, String field, String message) {
        if (!holds) errors.add(new FieldError(field, message));
        return this;
    }

    public Checks between(long value, long min, long max, String field) {
        return require(
                value >= min && value <= max, field, "must be from " + min + " to " + max + ", but was " + value);
    }

    /** Requires {@code min <= value < max}; NaN never passes. */
    public Checks within(double value, double min, double max, String field) {
        return require(
                value >= min && value < max,
                field,
                "must be at least " + min + " and less than " + max + ", but was " + value);
    }

    public Checks text(String value, int maxLength, String field) {
        return require(!value.isBlank(), field, "must not be blank")
                .require(
                        value.length() <= maxLength,
                        field,
                        "must be at most " + maxLength + " characters, but has " + value.length());
    }

    /** Runs a check of a part of the value and takes its errors over under the part's name. */
    public Checks part(String field, Runnable check) {
        try {
            check.run();
        } catch (InvalidSpecException e) {
            e.errors().forEach(error -> errors.add(error.under(field)));
        }
        return this;
    }

    public void throwIfAny() {
        if (!errors.isEmpty()) throw new InvalidSpecException(errors);
    }
}
