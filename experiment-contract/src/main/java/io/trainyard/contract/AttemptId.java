package io.trainyard.contract;

import io.trainyard.contract.validation.InvalidSpecException;

/** An attempt: one execution of a run by a worker. */
public record AttemptId(String value) {
    public AttemptId {
        if (!SortableIds.isId(value)) throw new InvalidSpecException("", "is not an id of an attempt: " + value);
    }

    @Override
    public String toString() {
        return value;
    }
}
