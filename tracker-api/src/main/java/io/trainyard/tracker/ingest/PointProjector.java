package io.trainyard.tracker.ingest;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.external.Measured;
import io.trainyard.tracker.lifecycle.LifeCycle;
import io.trainyard.tracker.lifecycle.RunState;
import io.trainyard.tracker.storage.MetricCounts;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.MetricRepository.Point;
import io.trainyard.tracker.storage.RunProgressRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.RunRequestRepository;
import io.trainyard.tracker.storage.RunRequestRepository.Request;
import io.trainyard.tracker.storage.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes rows of what clients tell of their runs, many batches by few statements: the same rows, summaries and buckets as of the events of
 * workers. A value stands once for each step of a metric, the first that came.
 */
public final class PointProjector {
    public static final int MAX_METRICS = 1_000;

    private final RunRepository runs;
    private final MetricRepository metrics = new MetricRepository();
    private final RunProgressRepository progress = new RunProgressRepository();
    private final RunRequestRepository requests = new RunRequestRepository();

    public PointProjector(RunRepository runs) {
        this.runs = runs;
    }

    /** Applies batches in their order, and tells of each what became of it. */
    public List<Receipt> apply(Transaction tx, List<PointBatch> batches) {
        Round round = new Round(tx, batches);
        List<Receipt> receipts = batches.stream().map(round::take).toList();
        round.store();
        return receipts;
    }

    private record Place(long run, String metric, int step) {}

    private record RequestName(long run, String key) {
        static RequestName of(Request request) {
            return new RequestName(request.run(), request.key().name());
        }
    }

    /** What is known of the runs of these batches, and what is gathered of them. */
    private final class Round {
        private final Transaction tx;
        private final Map<RunId, RunState> known;
        private final Map<RequestName, Request> seen = new HashMap<>();
        private final MetricRoom room;
        private final List<Request> taken = new ArrayList<>();
        private final Map<Place, Point> points = new LinkedHashMap<>();
        private final Map<Long, Integer> heard = new HashMap<>();

        Round(Transaction tx, List<PointBatch> batches) {
            this.tx = tx;
            Set<RunId> ids = batches.stream().map(PointBatch::run).collect(Collectors.toSet());
            known = runs.findById(tx, ids).stream().collect(Collectors.toMap(RunState::id, Function.identity()));
            List<Request> asked =
                    batches.stream().flatMap(batch -> request(batch).stream()).toList();
            for (Request request : requests.find(tx, asked)) seen.put(RequestName.of(request), request);
            room = new MetricRoom(tx, metricsOf(batches));
        }

        private Optional<Request> request(PointBatch batch) {
            RunState run = known.get(batch.run());
            return run == null ? Optional.empty() : batch.key().map(key -> new Request(run.key(), key));
        }

        private Set<MetricCounts.Key> metricsOf(List<PointBatch> batches) {
            Set<MetricCounts.Key> keys = new HashSet<>();
            for (PointBatch batch : batches) {
                RunState run = known.get(batch.run());
                if (run != null)
                    for (Measured point : batch.points()) keys.add(new MetricCounts.Key(run.key(), point.metric()));
            }
            return keys;
        }

        Receipt take(PointBatch batch) {
            RunState run = known.get(batch.run());
            if (run == null) return new Receipt.NoSuchRun();
            if (!run.isExternal()) return new Receipt.TrainedHere();
            Optional<Request> request = request(batch);
            Optional<Request> before = request.map(one -> seen.get(RequestName.of(one)));
            // A client that repeats what was stored hears so, also where the run has ended meanwhile.
            if (before.isPresent())
                return before.get().asksFor(request.orElseThrow()) ? new Receipt.Stored(true) : new Receipt.KeyReused();
            if (!LifeCycle.isToldOf(run)) return new Receipt.Ended(run.status());
            Optional<Receipt> refusal = room.refusal(run.key(), batch);
            if (refusal.isPresent()) return refusal.get();
            request.ifPresent(one -> {
                taken.add(one);
                seen.put(RequestName.of(one), one);
            });
            gather(run, batch);
            return new Receipt.Stored(false);
        }

        private void gather(RunState run, PointBatch batch) {
            Instant now = tx.now();
            double epoch = 0;
            for (Measured point : batch.points()) {
                epoch = Math.max(epoch, point.epoch().orElse(0));
                points.putIfAbsent(
                        new Place(run.key(), point.metric(), point.step()),
                        new Point(
                                run.key(),
                                point.metric(),
                                point.step(),
                                run.attempts(),
                                point.value(),
                                point.at().orElse(now),
                                point.epoch().orElse(Double.NaN)));
            }
            heard.merge(run.key(), (int) epoch, Math::max);
            tx.changed(run.id());
        }

        void store() {
            metrics.insert(tx, List.copyOf(points.values()));
            progress.hear(tx, heard, tx.now());
            requests.remember(tx, taken, tx.now());
        }
    }

    /** For how many further metrics there is room, of each run and of all of them. */
    private static final class MetricRoom {
        private final Map<Long, Integer> counts;
        private final Map<Long, Set<String>> further;
        private final Set<String> unheardOf;
        private int names;

        MetricRoom(Transaction tx, Collection<MetricCounts.Key> metrics) {
            List<MetricCounts.Key> unknown = metrics.isEmpty() ? List.of() : MetricCounts.unknown(tx, metrics);
            further = unknown.stream()
                    .collect(Collectors.groupingBy(
                            MetricCounts.Key::run,
                            Collectors.mapping(MetricCounts.Key::name, Collectors.toCollection(HashSet::new))));
            counts = unknown.isEmpty() ? Map.of() : new HashMap<>(MetricCounts.ofRuns(tx, further.keySet()));
            Set<String> fresh = unknown.stream().map(MetricCounts.Key::name).collect(Collectors.toSet());
            unheardOf = new HashSet<>(fresh.isEmpty() ? List.of() : MetricCounts.unheardOf(tx, fresh));
            names = unheardOf.isEmpty() ? 0 : MetricCounts.room(tx);
        }

        /** Why a batch has too many, or nothing, and then there is so much less room. */
        Optional<Receipt> refusal(long run, PointBatch batch) {
            Set<String> unknown = further.getOrDefault(run, Set.of());
            if (unknown.isEmpty()) return Optional.empty();
            Set<String> added = new HashSet<>();
            for (Measured point : batch.points()) if (unknown.contains(point.metric())) added.add(point.metric());
            int count = counts.getOrDefault(run, 0) + added.size();
            if (!added.isEmpty() && count > MAX_METRICS) return Optional.of(new Receipt.TooManyMetrics(MAX_METRICS));
            Set<String> fresh = new HashSet<>(added);
            fresh.retainAll(unheardOf);
            if (fresh.size() > names) return Optional.of(new Receipt.TooManyNames(MetricCounts.MAX_NAMES));
            counts.put(run, count);
            names -= fresh.size();
            unheardOf.removeAll(fresh);
            unknown.removeAll(added);
            return Optional.empty();
        }
    }
}
