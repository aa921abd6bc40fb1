package io.trainyard.tracker.storage;

import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Experiments, stored together with their runs. */
public final class ExperimentRepository {
    private static final String INSERT = """
            INSERT INTO experiment (experiment_id, name, description, priority, created_at)
            VALUES (?, ?, ?, ?, ?)
            RETURNING id
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

    /** Stores the experiment with all its runs waiting in the queue. */
    public Created create(Transaction tx, ExperimentSpec spec) {
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
        runs.create(tx, key, spec.priority(), created, now);
        return new Created(id, created.stream().map(RunRepository.NewRun::id).toList());
    }

    /** The key of an experiment's row. */
    public OptionalLong key(Transaction tx, String id) {
        return tx.query("SELECT id FROM experiment WHERE experiment_id = ?", row -> row.getLong(1), id).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
