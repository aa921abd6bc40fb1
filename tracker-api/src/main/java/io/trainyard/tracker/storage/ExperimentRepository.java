package io.trainyard.tracker.storage;

import io.trainyard.contract.CopiedRun;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.validation.InvalidSpecException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Experiments, stored together with their runs. */
public final class ExperimentRepository {
    private static final String INSERT = """
            INSERT INTO experiment (experiment_id, name, description, priority, created_at)
            VALUES (?, ?, ?, ?, ?)
            RETURNING id
            """;

    // One that is being deleted takes no further runs; two requests that add some wait for each other.
    private static final String OPEN = """
            SELECT id, priority
            FROM experiment
            WHERE experiment_id = ? AND NOT delete_requested
            FOR UPDATE
            """;

    private final RunRepository runs;
    private final SortableIds ids;
    private final DatabaseClock clock;

    public ExperimentRepository(RunRepository runs, SortableIds ids, DatabaseClock clock) {
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
    }

    /** The ids that an experiment and its runs, in the order of the specification, were given. */
    public record Created(ExperimentId experiment, List<RunId> runs) {}

    /**
     * Stores the experiment with all its runs waiting in the queue.
     *
     * @param by the account of who queues it; 0 where nobody had to say who they are
     */
    public Created create(Transaction tx, ExperimentSpec spec, long by) {
        ExperimentId id = new ExperimentId(ids.next());
        Instant now = clock.now(tx);
        long key = tx.first(
                        INSERT,
                        row -> row.getLong(1),
                        id.value(),
                        spec.name(),
                        spec.description(),
                        spec.priority(),
                        now)
                .orElseThrow();
        List<RunRepository.NewRun> created = spec.runs().stream()
                .map(run -> new RunRepository.NewRun(new RunId(ids.next()), run))
                .toList();
        runs.create(tx, new RunRepository.Batch(key, spec.priority(), by, now), created);
        return new Created(id, created.stream().map(RunRepository.NewRun::id).toList());
    }

    private record Open(long key, int priority) {}

    /**
     * Stores further runs of an experiment, which wait in the queue; empty if there is none that takes any.
     *
     * @param by the account of who queues them; 0 where nobody had to say who they are
     * @throws InvalidSpecException if a name is another run's, or they would be too many
     */
    public Optional<Created> add(Transaction tx, String experiment, List<CopiedRun> copies, long by) {
        Optional<Open> found = tx.first(OPEN, row -> new Open(row.getLong("id"), row.getInt("priority")), experiment);
        return found.map(open -> {
            List<String> names =
                    tx.query("SELECT name FROM run WHERE experiment_id = ?", row -> row.getString("name"), open.key());
            List<RunRepository.NewRun> added = FreeNames.given(copies, names).stream()
                    .map(run -> new RunRepository.NewRun(new RunId(ids.next()), run))
                    .toList();
            runs.create(tx, new RunRepository.Batch(open.key(), open.priority(), by, clock.now(tx)), added);
            return new Created(
                    new ExperimentId(experiment),
                    added.stream().map(RunRepository.NewRun::id).toList());
        });
    }

    /** Stores an experiment without runs, for some that are moved to it. */
    public ExperimentId createEmpty(Transaction tx, String name) {
        ExperimentId id = new ExperimentId(ids.next());
        tx.first(INSERT, row -> row.getLong(1), id.value(), name, "", 0, clock.now(tx));
        return id;
    }

    /**
     * Moves runs to an experiment; empty if there is none that takes any.
     *
     * @throws InvalidSpecException if there would be too many runs in it
     */
    public Optional<RunMoving.Moved> move(Transaction tx, String experiment, List<String> moved) {
        return tx.first(OPEN, row -> row.getLong("id"), experiment).map(key -> RunMoving.move(tx, key, moved));
    }

    /** The key of an experiment's row. */
    public OptionalLong key(Transaction tx, String id) {
        return tx.query("SELECT id FROM experiment WHERE experiment_id = ?", row -> row.getLong(1), id).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
