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
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.WorkerRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes rows of what workers report: what a report says is stored here, what becomes of the run is {@link LifeCycle}'s. */
public final class RunProjector {
    private final RunRepository runs;
    private final AttemptRepository attempts;
    private final MetricRepository metrics;
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
        Points points = new Points();
        for (WorkerReport report : reports) {
            switch (report) {
                case WorkerHeartbeat heartbeat -> applyHeartbeat(tx, heartbeat);
                case AttemptCrashed crashed -> applyCrash(tx, crashed);
                case RunEvent event -> applyEvent(tx, event, points, false);
            }
        }
        points.store(tx);
    }

    /** Applies a report that lay in quarantine while later ones of its attempt were applied. */
    void applyLate(Transaction tx, WorkerReport report) {
        switch (report) {
            // It says that the worker lives now, and now is over.
            case WorkerHeartbeat _ -> {}
            case AttemptCrashed crash -> applyCrash(tx, crash);
            case RunEvent event -> {
                Points points = new Points();
                applyEvent(tx, event, points, true);
                points.store(tx);
            }
        }
    }

    /** Points wait until all reports of a poll are through, and are then stored in few statements. */
    private final class Points {
        private final List<Point> shown = new ArrayList<>();
        private final List<Point> superseded = new ArrayList<>();

        void store(Transaction tx) {
            metrics.insert(tx, shown);
            metrics.insertSuperseded(tx, superseded);
            shown.clear();
            superseded.clear();
        }
    }

    // Leases go by the database's clock alone, so that a worker whose clock is wrong neither lives for ever nor dies at
    // once.
    private void applyHeartbeat(Transaction tx, WorkerHeartbeat heartbeat) {
        Instant now = clock.now(tx);
        workers.seen(tx, heartbeat, now);
        attempts.renew(tx, heartbeat.attempts(), now.plus(leaseTimeout));
    }

    private void applyCrash(Transaction tx, AttemptCrashed crash) {
        attempts.find(tx, crash.attempt()).ifPresent(attempt -> moves.crash(tx, attempt, crash));
    }

    private void applyEvent(Transaction tx, RunEvent event, Points points, boolean late) {
        Optional<AttemptState> known = attempts.find(tx, event.header().attempt());
        if (known.isPresent()) {
            // Kafka may deliver an event twice, and a worker may send it twice: what was seen is not seen again.
            if (!late && event.header().sequence() <= known.get().lastSequence()) return;
            applyKnown(tx, event, known.get(), points);
            return;
        }
        Optional<RunState> run = runs.find(tx, event.header().run());
        if (run.isEmpty()) unknownRuns.ignored(event);
        else if (event instanceof AttemptStarted started) start(tx, run.get(), started, points);
        // How far an epoch was is of no use when it is over.
        else if (!(event instanceof EpochProgressed))
            throw new RefusedReportException("is of an attempt whose start was not reported");
    }

    private void start(Transaction tx, RunState run, AttemptStarted event, Points points) {
        Move move = LifeCycle.started(run, event.header().attempt());
        Instant now = clock.now(tx);
        boolean owns = move.attempt().isEmpty();
        Instant leaseUntil = owns ? now.plus(leaseTimeout) : now;
        long key = attempts.start(tx, run, event, move.attempt().orElse(Phase.RUNNING), now, leaseUntil);
        runs.countAttempt(tx, run, key);
        if (owns) {
            // What lies beyond the epoch that it goes on from was of another model than the one that is trained now.
            points.store(tx);
            metrics.supersede(tx, run.key(), event.resumedFromEpoch());
            runs.own(tx, run, key, event.resumedFromEpoch(), now);
        }
        AttemptState attempt = attempts.find(tx, key).orElseThrow();
        moves.carryOut(tx, run, attempt, move, new Span(now, now));
    }

    private void applyKnown(Transaction tx, RunEvent event, AttemptState attempt, Points points) {
        attempts.countEvent(tx, attempt, event.header().sequence());
        noteDevice(tx, event, attempt);
        RunState run = runs.find(tx, attempt.runKey()).orElseThrow();
        Span span = attempt.until(event.header().at(), clock.now(tx));
        if (run.isOwnedBy(attempt)) store(tx, event, run, attempt, span.end(), points);
        else if (event instanceof EpochCompleted completed)
            points.superseded.addAll(points(completed, run, attempt, span.end()));
        // The run may go with this event, and nothing can be stored of it then.
        if (run.deleteRequested()) points.store(tx);
        blameWorker(tx, event, attempt);
        Move move = LifeCycle.reported(run, attempt, event, () -> attempts.chances(tx, run));
        moves.carryOut(tx, run, attempt, move, span);
    }

    private void noteDevice(Transaction tx, RunEvent event, AttemptState attempt) {
        switch (event) {
            case EpochProgressed progressed -> noteDevice(tx, attempt, progressed.epoch(), progressed.on());
            case EpochCompleted completed -> noteDevice(tx, attempt, completed.epoch(), completed.on());
            default -> {}
        }
    }

    private void noteDevice(Transaction tx, AttemptState attempt, int epoch, Optional<TrainedOn> on) {
        if (on.isPresent() && !on.equals(attempt.on())) attempts.changeDevice(tx, attempt, epoch, on.get());
    }

    private void blameWorker(Transaction tx, RunEvent event, AttemptState attempt) {
        if (event instanceof AttemptReleased released)
            released.failure().ifPresent(kind -> attempts.blameWorker(tx, attempt.key(), kind));
    }

    /** What the owner says is stored as the run's own. */
    private void store(Transaction tx, RunEvent event, RunState run, AttemptState attempt, Instant at, Points points) {
        switch (event) {
            case EpochProgressed progressed -> runs.progress(tx, run, ProgressJson.of(progressed));
            case EpochCompleted completed -> {
                runs.completeEpoch(tx, run, completed);
                points.shown.addAll(points(completed, run, attempt, at));
            }
            case LogWritten log ->
                outputs.log(tx, run, new RunOutputRepository.LogLine(attempt.number(), at, log.level(), log.message()));
            case CheckpointSaved checkpoint -> {
                outputs.checkpoint(tx, run, attempt.number(), checkpoint, at);
                runs.touch(tx, run);
            }
            case ArtifactSaved artifact -> {
                outputs.artifact(tx, run, attempt.number(), artifact, at);
                runs.touch(tx, run);
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
