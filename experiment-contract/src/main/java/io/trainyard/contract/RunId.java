package io.trainyard.contract;

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
