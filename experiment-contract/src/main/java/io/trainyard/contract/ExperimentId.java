package io.trainyard.contract;

import io.trainyard.contract.validation.InvalidSpecException;

/** An experiment: a question, with the runs that answer it. */
public record ExperimentId(String value) {
    public ExperimentId {
        if (!SortableIds.isId(value)) throw new InvalidSpecException("", "is not an id of an experiment: " + value);
    }

    @Override
    public String toString() {
        return value;
    }
}
