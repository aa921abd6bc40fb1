package io.trainyard.tracker.storage;

import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.InvalidSpecException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Moves runs from one experiment to another. */
public final class RunMoving {
    // Those that are about to be deleted stay where they are. One that is trained elsewhere has no specification.
    private static final String MOVABLE = """
            SELECT id, run_id, experiment_id, name, COALESCE(spec ->> 'name', name) AS first_name
            FROM run
            WHERE run_id = ANY (?) AND experiment_id <> ? AND NOT delete_requested
            ORDER BY id
            """;

    private static final String MOVE = """
            UPDATE run
            SET experiment_id = ?, name = ?, change = ?
            WHERE id = ?
            """;

    private static final String REMEMBER = """
            INSERT INTO moved_run (run_id, experiment_id, change)
            VALUES (?, ?, ?)
            ON CONFLICT (run_id, experiment_id) DO UPDATE
            SET change = excluded.change
            """;

    private static final String FORGET = """
            DELETE FROM moved_run
            WHERE run_id = ? AND experiment_id = ?
            """;

    private RunMoving() {}

    /** How many runs were moved, and how many of them have another name now because theirs was taken. */
    public record Moved(int runs, int renamed) {}

    private record Movable(long key, String id, long from, String name, String firstName) {
        /** Who got a number because a name was taken goes by that name where it is free. */
        String wantedName() {
            return name.matches(Pattern.quote(firstName) + " \\(\\d+\\)") ? firstName : name;
        }
    }

    /**
     * Moves those of the runs that are not there yet; one whose name is taken there gets a number behind it.
     *
     * @param experiment key of the one that they move to
     * @throws InvalidSpecException if there would be too many runs in it
     */
    static Moved move(Transaction tx, long experiment, List<String> runs) {
        List<Movable> movable = tx.query(MOVABLE, RunMoving::read, runs.toArray(String[]::new), experiment);
        Set<String> names = new HashSet<>(
                tx.query("SELECT name FROM run WHERE experiment_id = ?", row -> row.getString(1), experiment));
        int all = names.size() + movable.size();
        new Checks()
                .require(
                        all <= ExperimentSpec.MAX_RUNS,
                        "experiment",
                        "would have " + all + " runs, but at most " + ExperimentSpec.MAX_RUNS + " are possible")
                .throwIfAny();
        int renamed = 0;
        for (Movable run : movable) {
            String name = FreeNames.free(run.wantedName(), names);
            names.add(name);
            if (!name.equals(run.name())) renamed++;
            tx.update(MOVE, experiment, name, tx.change(), run.key());
            tx.update(REMEMBER, run.key(), run.from(), tx.change());
            tx.update(FORGET, run.key(), experiment);
            tx.changed(new RunId(run.id()));
        }
        return new Moved(movable.size(), renamed);
    }

    private static Movable read(ResultSet row) throws SQLException {
        return new Movable(
                row.getLong("id"),
                row.getString("run_id"),
                row.getLong("experiment_id"),
                row.getString("name"),
                row.getString("first_name"));
    }
}
