package io.trainyard.tracker.ingest;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.EpochProgressed;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunEvent.RunFailed;
import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerReport;
import io.trainyard.tracker.lifecycle.AttemptState;
import io.trainyard.tracker.lifecycle.AttemptState.Phase;
import io.trainyard.tracker.lifecycle.AttemptState.Span;
import io.trainyard.tracker.lifecycle.LifeCycle;
import io.trainyard.tracker.lifecycle.Move;
import io.trainyard.tracker.lifecycle.RunState;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.DatabaseClock;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.MetricRepository.Point;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunProgressRepository;
import io.trainyard.tracker.storage.RunProgressRepository.Progress;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.StepRepository;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.WorkerRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes rows of what workers report: what a report says is stored here, what becomes of the run is {@link LifeCycle}'s. */
public final class RunProjector {
    private static final String NO_ACCURACIES = "[]";

    private final RunRepository runs;
    private final AttemptRepository attempts;
    private final MetricRepository metrics;
    private final StepRepository steps;
    private final EventBatch.Tables batchTables;
    private final RunOutputRepository outputs;
    private final WorkerRepository workers;
    private final RunMoves moves;
    private final DatabaseClock clock;
    private final Duration leaseTimeout;
    private final UnknownRuns unknownRuns;

    /** The tables that the projector writes. */
    public record Tables(
            RunRepository runs,
            AttemptRepository attempts,
            MetricRepository metrics,
            RunOutputRepository outputs,
            WorkerRepository workers) {}

    public RunProjector(Tables tables, RunMoves moves, DatabaseClock clock, Duration leaseTimeout) {
        this.runs = tables.runs();
        this.attempts = tables.attempts();
        this.metrics = tables.metrics();
        this.steps = new StepRepository();
        this.batchTables = new EventBatch.Tables(runs, attempts, metrics, steps, new RunProgressRepository());
        this.outputs = tables.outputs();
        this.workers = tables.workers();
        this.moves = moves;
        this.clock = clock;
        this.leaseTimeout = leaseTimeout;
        this.unknownRuns = new UnknownRuns();
    }

    /** Reports that were applied to no run, because there is none here by their id. */
    public UnknownRuns unknownRuns() {
        return unknownRuns;
    }

    /**
     * Applies reports in their order.
     *
     * @throws RefusedReportException if one cannot be applied, through no fault of the tracker
     */
    public void apply(Transaction tx, List<WorkerReport> reports) {
        EventBatch batch = new EventBatch(batchTables, tx, reports);
        for (WorkerReport report : reports) {
            switch (report) {
                case WorkerHeartbeat heartbeat -> applyHeartbeat(tx, heartbeat);
                case AttemptCrashed crashed -> applyCrash(tx, crashed, batch);
                case RunEvent event -> applyEvent(tx, event, batch, false);
            }
        }
        batch.store(tx);
    }

    /** Applies a report that lay in quarantine while later ones of its attempt were applied. */
    void applyLate(Transaction tx, WorkerReport report) {
        EventBatch batch = new EventBatch(batchTables, tx, List.of(report));
        switch (report) {
            // It says that the worker lives now, and now is over.
            case WorkerHeartbeat _ -> {}
            case AttemptCrashed crash -> applyCrash(tx, crash, batch);
            case RunEvent event -> applyEvent(tx, event, batch, true);
        }
        batch.store(tx);
    }

    // Leases go by the database's clock alone, so that a worker whose clock is wrong neither lives for ever nor dies at
    // once.
    private void applyHeartbeat(Transaction tx, WorkerHeartbeat heartbeat) {
        Instant now = clock.now(tx);
        workers.seen(tx, heartbeat, now);
        attempts.renew(tx, heartbeat.attempts(), now.plus(leaseTimeout));
    }

    private void applyCrash(Transaction tx, AttemptCrashed crash, EventBatch batch) {
        Optional<AttemptState> found = batch.attempt(tx, crash.attempt());
        if (found.isEmpty()) return;
        AttemptState attempt = found.get();
        // The run may go with this, and nothing can be stored of it then.
        batch.storeHistory(tx);
        RunState run = batch.run(tx, attempt.runKey());
        moves.crash(tx, attempt, crash);
        batch.forget(run);
    }

    private void applyEvent(Transaction tx, RunEvent event, EventBatch batch, boolean late) {
        Optional<AttemptState> known = batch.attempt(tx, event.header().attempt());
        if (known.isPresent()) {
            // Kafka may deliver an event twice, and a worker may send it twice: what was seen is not seen again.
            if (!late && batch.hasSeen(known.get(), event.header().sequence())) return;
            applyKnown(tx, event, known.get(), batch);
            return;
        }
        Optional<RunState> run = runs.find(tx, event.header().run());
        if (run.isEmpty()) unknownRuns.ignored(event);
        else if (event instanceof AttemptStarted started) start(tx, run.get(), started, batch);
        // How far an epoch was is of no use when it is over.
        else if (!(event instanceof EpochProgressed))
            throw new RefusedReportException("is of an attempt whose start was not reported");
    }

    private void start(Transaction tx, RunState run, AttemptStarted event, EventBatch batch) {
        Move move = LifeCycle.started(run, event, () -> attempts.firstDevice(tx, run));
        Instant now = clock.now(tx);
        boolean owns = move.attempt().isEmpty();
        Instant leaseUntil = owns ? now.plus(leaseTimeout) : now;
        long key = attempts.start(tx, run, event, move.attempt().orElse(Phase.RUNNING), now, leaseUntil);
        runs.countAttempt(tx, run, key);
        if (owns) {
            // What lies beyond the epoch that it goes on from was of another model than the one that is trained now.
            batch.storeHistory(tx);
            metrics.supersede(tx, run.key(), event.resumedFromEpoch());
            steps.supersede(tx, run.key(), event.resumedFromEpoch());
            runs.own(tx, run, key, event.resumedFromEpoch(), now);
        }
        AttemptState attempt = attempts.find(tx, key).orElseThrow();
        moves.carryOut(tx, run, attempt, move, new Span(now, now));
        batch.forget(run);
    }

    private void applyKnown(Transaction tx, RunEvent event, AttemptState attempt, EventBatch batch) {
        batch.received(attempt, event.header().sequence());
        noteDevice(tx, event, attempt, batch);
        RunState run = batch.run(tx, attempt.runKey());
        Span span = attempt.until(event.header().at(), clock.now(tx));
        if (run.isOwnedBy(attempt)) store(tx, event, run, attempt, span.end(), batch);
        else if (event instanceof EpochCompleted completed) batch.keep(points(completed, run, attempt, span.end()));
        else if (event instanceof StepsMeasured measured) batch.measured(measured, run, attempt, false);
        // The run may go with this event, and nothing can be stored of it then.
        if (run.deleteRequested()) batch.storeHistory(tx);
        blameWorker(tx, event, attempt);
        Move move = LifeCycle.reported(run, attempt, event, () -> attempts.chances(tx, run));
        moves.carryOut(tx, run, attempt, move, span);
        if (move.attempt().isPresent()) batch.forget(run);
    }

    private void noteDevice(Transaction tx, RunEvent event, AttemptState attempt, EventBatch batch) {
        switch (event) {
            case EpochProgressed progressed -> noteDevice(tx, attempt, progressed.epoch(), progressed.on(), batch);
            case EpochCompleted completed -> noteDevice(tx, attempt, completed.epoch(), completed.on(), batch);
            default -> {}
        }
    }

    private void noteDevice(Transaction tx, AttemptState attempt, int epoch, Optional<TrainedOn> on, EventBatch batch) {
        if (on.isEmpty() || on.equals(attempt.on())) return;
        attempts.changeDevice(tx, attempt, epoch, on.get());
        batch.forget(attempt);
    }

    private void blameWorker(Transaction tx, RunEvent event, AttemptState attempt) {
        if (event instanceof AttemptReleased released)
            released.failure().ifPresent(kind -> attempts.blameWorker(tx, attempt.key(), kind));
    }

    /** What the owner says is stored as the run's own. */
    private void store(
            Transaction tx, RunEvent event, RunState run, AttemptState attempt, Instant at, EventBatch batch) {
        switch (event) {
            case EpochProgressed progressed -> {
                batch.advance(new Progress(
                        run.key(), 0, NO_ACCURACIES, ProgressJson.of(progressed).toString()));
                tx.changed(run.id());
            }
            case StepsMeasured measured -> {
                batch.measured(measured, run, attempt, true);
                tx.changed(run.id());
            }
            case EpochCompleted completed -> {
                batch.advance(new Progress(
                        run.key(),
                        completed.epoch(),
                        completed.classAccuracies().toString(),
                        null));
                batch.show(points(completed, run, attempt, at));
                tx.changed(run.id());
            }
            case LogWritten log ->
                outputs.log(tx, run, new RunOutputRepository.LogLine(attempt.number(), at, log.level(), log.message()));
            case CheckpointSaved checkpoint -> {
                outputs.checkpoint(tx, run, attempt.number(), checkpoint, at);
                batch.touch(run);
                tx.changed(run.id());
            }
            case ArtifactSaved artifact -> {
                outputs.artifact(tx, run, attempt.number(), artifact, at);
                batch.touch(run);
                tx.changed(run.id());
            }
            case AttemptStarted _, AttemptReleased _, RunCompleted _, RunFailed _, RunCancelled _ -> {}
        }
    }

    private static List<Point> points(EpochCompleted event, RunState run, AttemptState attempt, Instant at) {
        return event.metrics().entrySet().stream()
                .map(metric ->
                        new Point(run.key(), metric.getKey(), event.epoch(), attempt.number(), metric.getValue(), at))
                .toList();
    }
}
