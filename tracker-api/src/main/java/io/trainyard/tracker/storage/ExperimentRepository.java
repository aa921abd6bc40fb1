package io.trainyard.tracker.storage;

import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import java.time.Clock;
import java.util.List;

/** Experiments, stored together with their runs. */
public final class ExperimentRepository {
    private static final String INSERT = """
            INSERT INTO experiment (experiment_id, name, description, priority, created_at)
            VALUES (?, ?, ?, ?, ?)
            RETURNING id
            """;

    private final RunRepository runs;
    private final SortableIds ids;
    private final Clock clock;

    public ExperimentRepository(RunRepository runs, SortableIds ids, Clock clock) {
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
    }

    /** The ids that an experiment and its runs, in the order of the specification, were given. */
    public record Created(ExperimentId experiment, List<RunId> runs) {}

    /** Stores the experiment with all its runs waiting in the queue. */
    public Created create(Transaction tx, ExperimentSpec spec) {
        ExperimentId id = new ExperimentId(ids.next());
        long key = tx.first(
                        INSERT,
                        row -> row.getLong(1),
                        id.value(),
                        spec.name(),
                        spec.description(),
                        spec.priority(),
                        clock.instant())
                .orElseThrow();
        List<RunRepository.NewRun> created = spec.runs().stream()
                .map(run -> new RunRepository.NewRun(new RunId(ids.next()), run))
                .toList();
        runs.create(tx, key, spec.priority(), created, clock.instant());
        return new Created(id, created.stream().map(RunRepository.NewRun::id).toList());
    }
}
