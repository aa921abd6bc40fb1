package io.trainyard.tracker.storage;

import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.external.NewRun;
import io.trainyard.tracker.external.NewRun.Experiment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs that are trained elsewhere: their rows, and that of an experiment where theirs is new. */
public final class ExternalRunRepository {
    // One that is being deleted takes no further runs; two requests that add some wait for each other.
    private static final String WITH_ID = """
            SELECT id, experiment_id, priority
            FROM experiment
            WHERE experiment_id = ? AND NOT delete_requested
            FOR UPDATE
            """;

    private static final String NAMED = """
            SELECT id, experiment_id, priority
            FROM experiment
            WHERE name = ? AND NOT delete_requested
            ORDER BY id DESC
            LIMIT 1
            FOR UPDATE
            """;

    private static final String INSERT_EXPERIMENT = """
            INSERT INTO experiment (experiment_id, name, created_at)
            VALUES (?, ?, ?)
            RETURNING id, experiment_id, priority
            """;

    private static final String INSERT = """
            INSERT INTO run (run_id, experiment_id, name, parameters, priority, status, created_at, started_at, attempt_count,
                             origin, source, note, queued_by, change)
            VALUES (?, ?, ?, CAST(? AS jsonb), ?, 'running', ?, ?, 1, 'external', CAST(? AS jsonb), ?, nullif(?, 0), ?)
            """;

    private static final String EXPERIMENT_OF = """
            SELECT e.experiment_id
            FROM experiment e
            JOIN run r ON r.experiment_id = e.id
            WHERE r.run_id = ?
            """;

    private static final String NAMES = "SELECT name FROM run WHERE experiment_id = ?";

    private final EditRepository edits = new EditRepository();
    private final RunProgressRepository progress = new RunProgressRepository();
    private final RunRepository runs;
    private final SortableIds ids;
    private final DatabaseClock clock;

    public ExternalRunRepository(RunRepository runs, SortableIds ids, DatabaseClock clock) {
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
    }

    /** A run that was created, and its experiment. */
    public record Created(RunId run, ExperimentId experiment) {}

    private record Place(long key, String id, int priority) {}

    /**
     * Creates a run, and its experiment where that is given by a name that is new; empty if it is given by an id that none has.
     *
     * @param by the account of who tells of it; 0 where nobody had to say who they are
     * @throws InvalidSpecException if the name is another run's, or the experiment has as many as it may have
     */
    public Optional<Created> create(Transaction tx, NewRun run, long by) {
        return place(tx, run.experiment()).map(place -> create(tx, run, place, by));
    }

    /** The experiment of a run that is there. */
    public ExperimentId experimentOf(Transaction tx, RunId run) {
        return tx.first(EXPERIMENT_OF, row -> new ExperimentId(row.getString("experiment_id")), run.value())
                .orElseThrow();
    }

    private Optional<Place> place(Transaction tx, Experiment experiment) {
        return switch (experiment) {
            case Experiment.WithId(String id) -> find(tx, WITH_ID, id);
            case Experiment.Named(String name) ->
                find(tx, NAMED, name).or(() -> find(tx, INSERT_EXPERIMENT, ids.next(), name, clock.now(tx)));
        };
    }

    private static Optional<Place> find(Transaction tx, String sql, Object... arguments) {
        return tx.first(
                sql,
                row -> new Place(row.getLong("id"), row.getString("experiment_id"), row.getInt("priority")),
                arguments);
    }

    private Created create(Transaction tx, NewRun run, Place place, long by) {
        List<String> taken = tx.query(NAMES, row -> row.getString("name"), place.key());
        if (taken.size() >= ExperimentSpec.MAX_RUNS)
            throw new InvalidSpecException(
                    "experiment", "has " + ExperimentSpec.MAX_RUNS + " runs already, which are as many as it may have");
        run.name().filter(taken::contains).ifPresent(name -> {
            throw new InvalidSpecException("name", "another run is called '" + name + "' too");
        });
        RunId id = new RunId(ids.next());
        Instant now = clock.now(tx);
        Instant start = run.startedAt().filter(now::isAfter).orElse(now);
        tx.update(
                INSERT,
                id.value(),
                place.key(),
                run.name().orElseGet(() -> FreeNames.free("run " + (taken.size() + 1), taken)),
                run.parameters(),
                place.priority(),
                start,
                start,
                run.source(),
                run.note(),
                by,
                tx.change());
        RunParameters.insert(tx, new String[] {id.value()});
        if (!run.tags().isEmpty()) edits.runs(tx, List.of(id.value()), Edit.tagging(run.tags()));
        long key = runs.find(tx, id).orElseThrow().key();
        progress.hear(tx, Map.of(key, 0), now);
        tx.changed(id);
        return new Created(id, new ExperimentId(place.id()));
    }
}
