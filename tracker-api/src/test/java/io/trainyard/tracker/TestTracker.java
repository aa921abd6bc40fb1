package io.trainyard.tracker;

import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.WorkerReport;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.dispatch.Leases;
import io.trainyard.tracker.ingest.EventCollector;
import io.trainyard.tracker.ingest.ForeignReports;
import io.trainyard.tracker.ingest.Knowledge;
import io.trainyard.tracker.ingest.Quarantine;
import io.trainyard.tracker.ingest.RunProjector;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.Committed;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DatabaseClock;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.OffsetRepository;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.WorkerRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
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
    public final RunMoves moves;
    public final RunProjector projector;
    public final ExperimentRepository experiments;

    private final DatabaseClock time;
    private final Duration lease;

    public TestTracker() {
        this(Optional.empty(), LEASE);
    }

    /** One whose time is the database's. */
    public static TestTracker inRealTime(Duration lease) {
        return new TestTracker(Optional.of(DatabaseClock.DATABASE), lease);
    }

    private TestTracker(Optional<DatabaseClock> realTime, Duration lease) {
        this.time = realTime.orElse(tx -> clock.instant());
        this.lease = lease;
        RunOutputRepository outputs = new RunOutputRepository();
        moves = new RunMoves(runs, attempts, outputs, outbox, time);
        projector = new RunProjector(
                new RunProjector.Tables(runs, attempts, new MetricRepository(), outputs, workers), moves, time, lease);
        experiments = new ExperimentRepository(runs, ids(realTime.isPresent()), time);
    }

    // The topics of a JVM are shared: a test that reads them must not meet the events of another one's run.
    private SortableIds ids(boolean unique) {
        return unique
                ? new SortableIds(Clock.systemUTC(), RandomGenerator.getDefault())
                : new SortableIds(clock, new Random(1));
    }

    public EventCollector collector() {
        return collector(new ForeignReports(Optional.empty()));
    }

    public EventCollector collector(ForeignReports foreign) {
        return new EventCollector(
                database, projector, offsets, new QuarantineRepository(), Optional.empty(), foreign, clock);
    }

    /** Leases of a tracker that has listened all the time and knows everything up to now. */
    public Leases leases() {
        return leases(() -> Optional.of(new Knowledge(Instant.EPOCH, clock.instant())));
    }

    public Leases leases(Supplier<Optional<Knowledge>> knowledge) {
        return new Leases(database, new Leases.Tables(runs, attempts, workers), moves, knowledge, time, lease);
    }

    public void expire() {
        leases().expire(tx -> {});
    }

    public Quarantine quarantine() {
        return new Quarantine(database, new QuarantineRepository(), projector, Optional.empty());
    }

    /** Queues an experiment of one run. */
    public RunId newRun() {
        return create(Specs.experiment("experiment", "run")).runs().getFirst();
    }

    public ExperimentRepository.Created create(ExperimentSpec spec) {
        return database.inTransaction(tx -> experiments.create(tx, spec, 0));
    }

    public RunMoves.Answer cancel(RunId run) {
        return database.inTransaction(tx -> moves.cancel(tx, run));
    }

    public RunMoves.Answer delete(RunId run) {
        return database.inTransaction(tx -> moves.delete(tx, run));
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
