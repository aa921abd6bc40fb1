package io.trainyard.tracker;

import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.WorkerReport;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.ingest.RunEventBatch;
import io.trainyard.tracker.ingest.RunProjector;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.Committed;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.OffsetRepository;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.RunLifecycle;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.WorkerRepository;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The tracker's parts on a database of their own, with a clock that the test moves. */
public final class TestTracker implements AutoCloseable {
    public static final Duration LEASE = Duration.ofSeconds(10);

    public final TestClock clock = new TestClock();
    public final List<Committed> committed = new CopyOnWriteArrayList<>();
    public final Database.Settings settings = new Database.Settings(TestServices.freshDatabase(), "", "", 4);
    public final Database database = Database.open(settings, committed::add);
    public final RunRepository runs = new RunRepository();
    public final AttemptRepository attempts = new AttemptRepository();
    public final WorkerRepository workers = new WorkerRepository();
    public final OutboxRepository outbox = new OutboxRepository();
    public final OffsetRepository offsets = new OffsetRepository();
    public final RunLifecycle lifecycle;
    public final RunProjector projector;
    public final ExperimentRepository experiments;

    public TestTracker() {
        RunOutputRepository outputs = new RunOutputRepository();
        lifecycle = new RunLifecycle(runs, attempts, outputs, outbox, clock);
        projector = new RunProjector(
                new RunProjector.Tables(runs, attempts, new MetricRepository(), outputs, workers, outbox),
                lifecycle,
                clock,
                LEASE);
        SortableIds ids = new SortableIds(clock, new Random(1));
        experiments = new ExperimentRepository(runs, ids, clock);
    }

    public RunEventBatch batch() {
        return new RunEventBatch(database, projector, offsets, new QuarantineRepository(), clock);
    }

    /** Queues an experiment of one run. */
    public RunId newRun() {
        return create(Specs.experiment("experiment", "run")).runs().getFirst();
    }

    public ExperimentRepository.Created create(ExperimentSpec spec) {
        return database.inTransaction(tx -> experiments.create(tx, spec));
    }

    public RunLifecycle.Answer cancel(RunId run) {
        return database.inTransaction(tx -> lifecycle.cancel(tx, run));
    }

    public RunLifecycle.Answer delete(RunId run) {
        return database.inTransaction(tx -> lifecycle.delete(tx, run));
    }

    /** Applies reports in one transaction. */
    public void apply(WorkerReport... reports) {
        database.inTransaction(tx -> {
            projector.apply(tx, List.of(reports));
            return reports.length;
        });
    }

    /** The first column of all rows, as text. */
    public List<String> texts(String sql, @Nullable Object... parameters) {
        return database.read(tx -> tx.query(sql, row -> String.valueOf(row.getString(1)), parameters));
    }

    public String text(String sql, @Nullable Object... parameters) {
        return texts(sql, parameters).getFirst();
    }

    public String status(RunId run) {
        return text("SELECT status FROM run WHERE run_id = ?", run.value());
    }

    @Override
    public void close() {
        database.close();
    }
}
