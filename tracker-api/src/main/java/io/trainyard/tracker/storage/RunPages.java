package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of runs page by page: first which runs a page shows, from an index, and then what it shows of them. */
public final class RunPages {
    /** Some runs, and where the list goes on if these are not all. */
    public record Page(List<ObjectNode> runs, Optional<RunCursor> next) {}

    /**
     * A list.
     *
     * @param filter which runs it shows
     * @param fields what it shows of them
     */
    public record Listing(RunFilter filter, RunSort sort, RunFields fields) {}

    /** What is asked of the database. */
    record Statement(String sql, List<Object> arguments) {
        private List<RunCursor> read(Transaction tx) {
            return RowJson.query(tx, sql, arguments, RunPages::cursor);
        }
    }

    private RunPages() {}

    public static Page page(Transaction tx, Listing listing, Optional<RunCursor> after, int limit) {
        List<RunCursor> keys = new ArrayList<>();
        boolean amongThoseWithout = after.isPresent() && after.get().value().isEmpty();
        if (!amongThoseWithout) keys.addAll(having(listing, after, limit + 1).read(tx));
        if (keys.size() <= limit && listing.sort().key().absent().isPresent())
            keys.addAll(lacking(listing, amongThoseWithout ? after : Optional.empty(), limit + 1 - keys.size())
                    .read(tx));
        boolean more = keys.size() > limit;
        List<RunCursor> shown = more ? keys.subList(0, limit) : keys;
        return new Page(
                RunQueries.ofKeys(tx, shown.stream().map(RunCursor::row).toList(), listing.fields()),
                more ? Optional.of(shown.getLast()) : Optional.empty());
    }

    /** The next runs that have a value to be ordered by. */
    static Statement having(Listing listing, Optional<RunCursor> after, int limit) {
        RunSort sort = listing.sort();
        RunSort.Key key = sort.key();
        List<Object> arguments = new ArrayList<>();
        sort.argument().ifPresent(arguments::add);
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(key.run() + " AS row_id, " + key.expression() + "::text AS sort_key\n")
                .append(key.from())
                .append(listing.filter().where(arguments));
        if (key.absent().isPresent())
            sql.append("AND ").append(key.expression()).append(" IS NOT NULL\n");
        after.ifPresent(cursor -> {
            sql.append("AND (%s, %s) %s (?::%s, ?)\n".formatted(key.expression(), key.run(), sort.sign(), key.type()));
            arguments.add(cursor.value().orElseThrow());
            arguments.add(cursor.row());
        });
        sql.append("ORDER BY %1$s %3$s, %2$s %3$s\nLIMIT ?".formatted(key.expression(), key.run(), sort.direction()));
        arguments.add(limit);
        return new Statement(sql.toString(), arguments);
    }

    /** The next runs that have none. */
    static Statement lacking(Listing listing, Optional<RunCursor> after, int limit) {
        RunSort sort = listing.sort();
        List<Object> arguments = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT r.id AS row_id, NULL AS sort_key\nFROM run r\n")
                .append(listing.filter().where(arguments))
                .append("AND " + sort.key().absent().orElseThrow() + "\n");
        sort.argument().ifPresent(arguments::add);
        after.ifPresent(cursor -> {
            sql.append("AND r.id " + sort.sign() + " ?\n");
            arguments.add(cursor.row());
        });
        sql.append("ORDER BY r.id " + sort.direction() + "\nLIMIT ?");
        arguments.add(limit);
        return new Statement(sql.toString(), arguments);
    }

    private static RunCursor cursor(ResultSet row) throws SQLException {
        return new RunCursor(Optional.ofNullable(row.getString("sort_key")), row.getLong("row_id"));
    }
}
