package io.trainyard.contract.fields;

import java.util.Optional;

/**
 * A field of a specification.
 *
 * @param name of the record's component and on the wire
 * @param fallback what it is where nobody says; empty where somebody must
 */
public record Field(String name, FieldType type, Optional<String> fallback) {
    /** The field that this one follows where nobody says. */
    public Optional<String> follows() {
        return fallback.filter(text -> text.startsWith("{")).map(text -> text.substring(1, text.length() - 1));
    }
}
