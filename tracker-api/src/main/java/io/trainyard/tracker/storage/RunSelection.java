package io.trainyard.tracker.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the runs that something is to be done to. */
public final class RunSelection {
    private RunSelection() {}

    /** Some ids, and the row after which more come if these are not all. */
    public record Part(List<String> ids, Optional<Long> next) {}

    private record Found(long row, String id) {}

    public static long count(Transaction tx, RunFilter filter) {
        List<Object> arguments = new ArrayList<>();
        String sql = "SELECT count(*)\nFROM run r\n" + filter.where(arguments);
        return RowJson.query(tx, sql, arguments, row -> row.getLong(1)).getFirst();
    }

    /** The next runs that fit, in the order of their creation. */
    public static Part next(Transaction tx, RunFilter filter, long after, int limit) {
        List<Object> arguments = new ArrayList<>();
        String sql = "SELECT r.id, r.run_id\nFROM run r\n" + filter.where(arguments)
                + "AND r.id > ?\nORDER BY r.id\nLIMIT ?";
        arguments.add(after);
        arguments.add(limit + 1);
        List<Found> found =
                RowJson.query(tx, sql, arguments, row -> new Found(row.getLong("id"), row.getString("run_id")));
        boolean more = found.size() > limit;
        List<Found> part = more ? found.subList(0, limit) : found;
        return new Part(
                part.stream().map(Found::id).toList(),
                more ? Optional.of(part.getLast().row()) : Optional.empty());
    }
}
