package io.trainyard.tracker.ingest;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.contract.WorkerReport;
import io.trainyard.tracker.lifecycle.AttemptState;
import io.trainyard.tracker.lifecycle.RunState;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.AttemptRepository.Events;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.MetricRepository.Point;
import io.trainyard.tracker.storage.RunProgressRepository;
import io.trainyard.tracker.storage.RunProgressRepository.Progress;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.StepRepository;
import io.trainyard.tracker.storage.StepRepository.Chunk;
import io.trainyard.tracker.storage.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The events of a poll together: whose they are is read by one statement, and what most of them leave (how far runs are, points,
 * numbers of events) is written by few, however many events and runs there are.
 */
final class EventBatch {
    private final Tables tables;
    private final Map<AttemptId, AttemptState> attempts = new HashMap<>();
    private final Map<Long, RunState> runs = new HashMap<>();
    private final Map<Long, Events> received = new HashMap<>();
    private final Map<Long, Progress> progress = new HashMap<>();
    private final Set<Long> touched = new HashSet<>();
    private final List<Point> shown = new ArrayList<>();
    private final List<Point> superseded = new ArrayList<>();
    private final Map<StepRepository.Key, Chunk> chunks = new LinkedHashMap<>();

    /** The tables that it reads and writes. */
    record Tables(
            RunRepository runs,
            AttemptRepository attempts,
            MetricRepository metrics,
            StepRepository steps,
            RunProgressRepository progress) {}

    /** Begins with what is known of those that the reports are about. */
    EventBatch(Tables tables, Transaction tx, List<WorkerReport> reports) {
        this.tables = tables;
        Set<AttemptId> ids = reports.stream()
                .filter(RunEvent.class::isInstance)
                .map(report -> ((RunEvent) report).header().attempt())
                .collect(Collectors.toSet());
        if (ids.isEmpty()) return;
        for (AttemptState attempt : tables.attempts().find(tx, ids)) attempts.put(attempt.id(), attempt);
        Set<Long> keys = attempts.values().stream().map(AttemptState::runKey).collect(Collectors.toSet());
        if (!keys.isEmpty()) for (RunState run : tables.runs().find(tx, keys)) runs.put(run.key(), run);
    }

    Optional<AttemptState> attempt(Transaction tx, AttemptId id) {
        AttemptState known = attempts.get(id);
        if (known != null) return Optional.of(known);
        Optional<AttemptState> found = tables.attempts().find(tx, id);
        found.ifPresent(attempt -> attempts.put(id, attempt));
        return found;
    }

    RunState run(Transaction tx, long key) {
        return runs.computeIfAbsent(key, unknown -> tables.runs().find(tx, key).orElseThrow());
    }

    /** Whether an event of the attempt with this number or a later one was received. */
    boolean hasSeen(AttemptState attempt, long sequence) {
        Events here = received.get(attempt.key());
        return sequence <= attempt.lastSequence() || (here != null && sequence <= here.lastSequence());
    }

    void received(AttemptState attempt, long sequence) {
        Events before = received.getOrDefault(attempt.key(), new Events(attempt.key(), 0, 0));
        received.put(attempt.key(), before.and(sequence));
    }

    /** The rows of the attempt have changed. */
    void forget(AttemptState attempt) {
        attempts.remove(attempt.id());
    }

    /** The rows of the run and of its attempts have changed. */
    void forget(RunState run) {
        runs.remove(run.key());
        attempts.values().removeIf(attempt -> attempt.runKey() == run.key());
    }

    void advance(Progress further) {
        progress.merge(further.run(), further, Progress::then);
    }

    /** Something that belongs to the run is new. */
    void touch(RunState run) {
        touched.add(run.key());
    }

    void show(List<Point> points) {
        shown.addAll(points);
    }

    void keep(List<Point> supersededPoints) {
        superseded.addAll(supersededPoints);
    }

    /**
     * Points within an epoch.
     *
     * @param owned whether the attempt owns the run
     */
    void measured(StepsMeasured event, RunState run, AttemptState attempt, boolean owned) {
        for (String metric : event.values().keySet()) {
            StepRepository.Key key = new StepRepository.Key(run.key(), metric, event.epoch(), attempt.number());
            chunks.computeIfAbsent(key, fresh -> new Chunk(fresh, owned, event.steps()))
                    .add(event);
        }
    }

    /** Writes how far runs are and what they have measured, before something is done to them that depends on it. */
    void storeHistory(Transaction tx) {
        touched.removeAll(progress.keySet());
        tables.progress().advance(tx, progress.values());
        tables.progress().touch(tx, touched);
        tables.metrics().insert(tx, shown);
        tables.metrics().insertSuperseded(tx, superseded);
        tables.steps().append(tx, chunks.values());
        progress.clear();
        touched.clear();
        shown.clear();
        superseded.clear();
        chunks.clear();
    }

    /** Writes everything. */
    void store(Transaction tx) {
        storeHistory(tx);
        tables.attempts().countEvents(tx, received.values());
        received.clear();
    }
}
