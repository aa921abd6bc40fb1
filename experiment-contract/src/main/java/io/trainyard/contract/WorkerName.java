package io.trainyard.contract;

import io.trainyard.contract.validation.InvalidSpecException;

/** A worker's name, unique among the workers of one tracker: letters, digits, dot, dash and underscore, at most 100. */
public record WorkerName(String value) {
    public WorkerName {
        if (!value.matches("[A-Za-z0-9._-]{1,100}"))
            throw new InvalidSpecException(
                    "", "must be 1 to 100 letters, digits, dots, dashes or underscores, but was '" + value + "'");
    }

    @Override
    public String toString() {
        return value;
    }
}
