package io.trainyard.contract;

import io.trainyard.contract.validation.InvalidSpecException;

/** Which Trainyard something is of: a database with the trackers and workers around it. */
public record InstallationId(String value) {
    public InstallationId {
        if (!value.matches("[A-Za-z0-9-]{1,64}"))
            throw new InvalidSpecException("", "must be 1 to 64 letters, digits or dashes, but was '" + value + "'");
    }

    @Override
    public String toString() {
        return value;
    }
}
