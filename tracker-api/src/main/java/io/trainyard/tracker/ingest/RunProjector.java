package io.trainyard.tracker.ingest;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunStatus;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerReport;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.AttemptState;
import io.trainyard.tracker.storage.AttemptState.Phase;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.RunLifecycle;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.RunState;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.WorkerRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rows of what workers report: decides which attempt owns a run and lets only its events change the run. */
public final class RunProjector {
    private static final Logger LOG = LoggerFactory.getLogger(RunProjector.class);

    private final RunRepository runs;
    private final AttemptRepository attempts;
    private final MetricRepository metrics;
    private final WorkerRepository workers;
    private final OutboxRepository outbox;
    private final RunLifecycle lifecycle;
    private final OwnedEvents ownedEvents;
    private final Clock clock;
    private final Duration leaseTimeout;

    /** The tables that the projector writes. */
    public record Tables(
            RunRepository runs,
            AttemptRepository attempts,
            MetricRepository metrics,
            RunOutputRepository outputs,
            WorkerRepository workers,
            OutboxRepository outbox) {}

    public RunProjector(Tables tables, RunLifecycle lifecycle, Clock clock, Duration leaseTimeout) {
        this.runs = tables.runs();
        this.attempts = tables.attempts();
        this.metrics = tables.metrics();
        this.workers = tables.workers();
        this.outbox = tables.outbox();
        this.lifecycle = lifecycle;
        this.ownedEvents = new OwnedEvents(tables.runs(), tables.attempts(), tables.outputs(), lifecycle, clock);
        this.clock = clock;
        this.leaseTimeout = leaseTimeout;
    }

    /** Applies reports in their order. */
    public void apply(Transaction tx, List<WorkerReport> reports) {
        List<MetricRepository.Point> points = new ArrayList<>();
        for (WorkerReport report : reports) {
            switch (report) {
                case WorkerHeartbeat heartbeat -> applyHeartbeat(tx, heartbeat);
                case AttemptCrashed crashed ->
                    attempts.find(tx, crashed.attempt()).ifPresent(attempt -> lifecycle.crash(tx, attempt, crashed));
                case RunEvent event -> applyEvent(tx, event, points);
            }
        }
        metrics.insert(tx, points);
    }

    // Leases go by the tracker's clock alone, so that a worker whose clock is wrong neither lives for ever nor dies at
    // once.
    private void applyHeartbeat(Transaction tx, WorkerHeartbeat heartbeat) {
        Instant now = clock.instant();
        workers.seen(tx, heartbeat, now);
        attempts.renew(tx, heartbeat.attempts(), now.plus(leaseTimeout));
    }

    private void applyEvent(Transaction tx, RunEvent event, List<MetricRepository.Point> points) {
        Optional<AttemptState> known = attempts.find(tx, event.header().attempt());
        if (known.isPresent()) {
            applyKnown(tx, event, known.get(), points);
            return;
        }
        Optional<RunState> run = runs.find(tx, event.header().run());
        // The run may have been deleted while its events were on the way.
        if (run.isEmpty()) return;
        if (event instanceof AttemptStarted started) start(tx, run.get(), started);
        else
            LOG.atWarn()
                    .addKeyValue("runId", event.header().run())
                    .addKeyValue("attempt", event.header().attempt())
                    .log("event of an attempt that never started is ignored");
    }

    private void start(Transaction tx, RunState run, AttemptStarted event) {
        Optional<AttemptState> owner = run.ownerAttempt().isPresent()
                ? attempts.find(tx, run.ownerAttempt().getAsLong())
                : Optional.empty();
        Instant now = clock.instant();
        switch (AttemptDecision.onStart(run, owner, event.header().attempt(), now)) {
            case AttemptDecision.Own own -> own(tx, run, event, now);
            case AttemptDecision.OwnAfterLoss(AttemptState lost) -> {
                lifecycle.lose(tx, lost);
                // Losing the owner may have been the end of the run: decide again.
                start(tx, runs.find(tx, run.key()).orElseThrow(), event);
            }
            case AttemptDecision.Supersede(RunCommand command) -> {
                long key = attempts.start(tx, run, event, Phase.SUPERSEDED, now);
                attempts.end(tx, key, Phase.SUPERSEDED, event.header().at());
                runs.countAttempt(tx, run);
                outbox.add(tx, command);
            }
        }
    }

    private void own(Transaction tx, RunState run, AttemptStarted event, Instant now) {
        long key = attempts.start(tx, run, event, Phase.RUNNING, now.plus(leaseTimeout));
        runs.countAttempt(tx, run);
        runs.own(tx, run, key, event.header().at());
    }

    private void applyKnown(Transaction tx, RunEvent event, AttemptState attempt, List<MetricRepository.Point> points) {
        // Kafka may deliver an event twice, and a worker may send it twice: what was seen is not seen again.
        if (event.header().sequence() <= attempt.lastSequence()) return;
        attempts.countEvent(tx, attempt, event.header().sequence());
        RunState run = runs.find(tx, attempt.runKey()).orElseThrow();
        boolean owner = run.ownerAttempt().isPresent() && run.ownerAttempt().getAsLong() == attempt.key();
        if (owner && run.status() == RunStatus.RUNNING) points.addAll(ownedEvents.apply(tx, event, run, attempt));
    }
}
