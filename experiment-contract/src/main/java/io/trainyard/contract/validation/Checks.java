package io.trainyard.contract.validation;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a value while it is made, and throws once with all of it. */
public final class Checks {
    private final List<FieldError> errors = new ArrayList<>();

    public Checks require(boolean holds, String field, String message) {
        if (!holds) add(new FieldError(field, message));
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

    /** Requires at most so many characters; one outside of Unicode's first plane counts once, as in JSON Schema. */
    public Checks atMost(String value, int maxLength, String field) {
        int length = value.codePointCount(0, value.length());
        return require(length <= maxLength, field, "must be at most " + maxLength + " characters, but has " + length);
    }

    /** Requires a name that can be shown in one line: not blank, not too long, and without characters that steer the display. */
    public Checks text(String value, int maxLength, String field) {
        return require(!value.isBlank(), field, "must not be blank")
                .atMost(value, maxLength, field)
                .require(
                        value.codePoints().noneMatch(Checks::steersDisplay),
                        field,
                        "must not contain control characters, line breaks or marks that turn the direction of text");
    }

    private static boolean steersDisplay(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Embeddings, overrides and isolates of bidirectional text (UAX 9), which make one name look like another.
            default -> (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        };
    }

    /** Runs a check of a part of the value and takes its errors over under the part's name. */
    public Checks part(String field, Runnable check) {
        try {
            check.run();
        } catch (InvalidSpecException e) {
            e.errors().forEach(error -> add(error.under(field)));
        }
        return this;
    }

    private void add(FieldError error) {
        // One more than are named says that there are more.
        if (errors.size() <= InvalidSpecException.MAX_ERRORS) errors.add(error);
    }

    public void throwIfAny() {
        if (!errors.isEmpty()) throw new InvalidSpecException(errors);
    }
}
