package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Ways of looking at runs that people want to come back to. */
public final class SavedViews {
    /** So many that they can be chosen from one list. */
    public static final int MOST = 500;

    private static final String LIST = """
            SELECT name, path, query, saved_by, saved_at
            FROM saved_view
            ORDER BY lower(name), name
            """;

    // Whoever saves at the same time waits for the other.
    private static final String SAVE = """
            INSERT INTO saved_view (name, path, query, saved_by, saved_at)
            SELECT given.name, ?, ?, ?, ?
            FROM (VALUES (?)) given (name)
            WHERE (SELECT count(*) FROM saved_view other WHERE other.name <> given.name) < ?
            ON CONFLICT (name) DO UPDATE
            SET path = excluded.path, query = excluded.query, saved_by = excluded.saved_by, saved_at = excluded.saved_at
            """;

    /**
     * A page with what its address says.
     *
     * @param path of the page
     * @param query what follows the question mark
     */
    public record View(String name, String path, String query) {}

    private SavedViews() {}

    public static List<ObjectNode> list(Transaction tx) {
        return RowJson.query(tx, LIST, List.of(), row -> {
            ObjectNode view = RowJson.object();
            view.put("name", row.getString("name"))
                    .put("path", row.getString("path"))
                    .put("query", row.getString("query"))
                    .put("savedBy", row.getString("saved_by"))
                    .set("savedAt", RowJson.time(row, "saved_at"));
            return view;
        });
    }

    /** Saves a view in place of one of the same name; returns false if there are too many already. */
    public static boolean save(Transaction tx, View view, String by) {
        return tx.update(SAVE, view.path(), view.query(), by, tx.now(), view.name(), MOST) > 0;
    }

    /** Returns whether there was one of this name. */
    public static boolean delete(Transaction tx, String name) {
        return tx.update("DELETE FROM saved_view WHERE name = ?", name) > 0;
    }
}
