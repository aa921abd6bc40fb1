package io.trainyard.tracker.storage.access;

import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.storage.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was changed by whom. An entry is written in the transaction of the change itself, where there is one. */
public final class AuditLog {
    private static final int MAX_TEXT = 200;

    private static final String INSERT = """
            INSERT INTO audit (at, actor, means, address, action, target, outcome, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String LIST = """
            SELECT id, at, actor, means, address, action, target, outcome, detail
            FROM audit
            WHERE id < ?
            ORDER BY id DESC
            LIMIT ?
            """;

    /**
     * What somebody did.
     *
     * @param action such as {@code run.cancel}
     * @param target what it was done to, by its id or name
     * @param detail never a secret
     */
    public record Deed(String action, String target, String detail) {
        public Deed(String action, String target) {
            this(action, target, "");
        }
    }

    /** A deed with who, when, from where and how it ended. */
    public record Entry(
            long id,
            Instant at,
            String actor,
            String means,
            String address,
            String action,
            String target,
            String outcome,
            String detail) {}

    public void done(Transaction tx, Caller caller, Deed deed) {
        insert(tx, caller, deed, "done");
    }

    public void refused(Transaction tx, Caller caller, Deed deed) {
        insert(tx, caller, deed, "refused");
    }

    /** Entries older than the given one, the newest first. */
    public List<Entry> list(Transaction tx, Optional<Long> before, int limit) {
        return tx.query(LIST, AuditLog::read, before.orElse(Long.MAX_VALUE), limit);
    }

    private static void insert(Transaction tx, Caller caller, Deed deed, String outcome) {
        tx.update(
                INSERT,
                tx.now(),
                kept(caller.name()),
                caller.means().text(),
                kept(caller.address()),
                deed.action(),
                kept(deed.target()),
                outcome,
                kept(deed.detail()));
    }

    /** A caller may have written it: bounded, and without what a terminal would obey. */
    private static String kept(String text) {
        String line = text.replaceAll("\\p{Cntrl}|[\\u2028\\u2029\\ud800-\\udfff]", " ");
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT - 1) + "…";
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                Account.time(row, "at").orElseThrow(),
                row.getString("actor"),
                row.getString("means"),
                row.getString("address"),
                row.getString("action"),
                row.getString("target"),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
