package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Some rows of a list, newest first, and the row after which the list goes on if these are not all. */
public record RowPage(List<ObjectNode> items, Optional<Long> next) {
    /** A row with its place in the list. */
    record Keyed(long row, ObjectNode item) {}

    /** Makes a page of up to {@code limit} rows; one more was read to see whether there is more. */
    static RowPage of(List<Keyed> rows, int limit) {
        boolean more = rows.size() > limit;
        List<Keyed> shown = more ? rows.subList(0, limit) : rows;
        return new RowPage(
                shown.stream().map(Keyed::item).toList(),
                more ? Optional.of(shown.getLast().row()) : Optional.empty());
    }
}
