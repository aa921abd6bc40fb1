package io.trainyard.contract;

import io.trainyard.contract.validation.InvalidSpecException;

/** A run: one training of one configuration. */
public record RunId(String value) {
    public RunId {
        if (!SortableIds.isId(value)) throw new InvalidSpecException("", "is not an id of a run: " + value);
    }

    @Override
    public String toString() {
        return value;
    }
}
