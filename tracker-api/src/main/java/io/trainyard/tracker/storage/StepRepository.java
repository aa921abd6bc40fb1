package io.trainyard.tracker.storage;

import io.trainyard.contract.RunEvent.StepsMeasured;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Points within epochs: a row for each metric of each epoch of an attempt, which grows at its end. */
public final class StepRepository {
    // What was stored before is not stored again: a report that comes twice begins no later than the row ends.
    private static final String APPEND = """
            INSERT INTO step_chunk AS s (run_id, metric_id, epoch, attempt, shown, steps, places, millis, measured, points, last,
                                         min, max, change)
            SELECT given.run_id, metric.id, given.epoch, given.attempt, given.shown, given.steps,
                   all_places[given.first : given.first + given.points - 1],
                   all_millis[given.first : given.first + given.points - 1],
                   all_measured[given.first : given.first + given.points - 1],
                   given.points, given.last, given.min, given.max, ?
            FROM (SELECT ?::int[], ?::bigint[], ?::float8[]) AS flat (all_places, all_millis, all_measured)
            CROSS JOIN unnest(?, ?, ?, ?, ?::bool[], ?, ?, ?, ?, ?, ?)
                       AS given (run_id, name, epoch, attempt, shown, steps, first, points, last, min, max)
            JOIN metric ON metric.name = given.name
            ORDER BY given.run_id, metric.id, given.epoch, given.attempt
            ON CONFLICT (run_id, metric_id, epoch, attempt) DO UPDATE
            SET places = s.places || excluded.places,
                millis = s.millis || excluded.millis,
                measured = s.measured || excluded.measured,
                points = s.points + excluded.points,
                last = excluded.last,
                min = LEAST(s.min, excluded.min),
                max = GREATEST(s.max, excluded.max),
                change_before = s.change,
                change = excluded.change,
                tail_from = s.points + 1
            WHERE excluded.places[1] > s.places[s.points]
            """;

    private static final String SUPERSEDE = """
            UPDATE step_chunk
            SET shown = false
            WHERE run_id = ? AND epoch > ? AND shown
            """;

    /**
     * Where a chunk belongs.
     *
     * @param run key of the run's row
     * @param attempt number of the attempt within the run
     */
    public record Key(long run, String metric, int epoch, int attempt) {}

    /** Points of one metric of one epoch, in order. */
    public static final class Chunk {
        private final Key key;
        private final boolean shown;
        private final int steps;
        private final List<Integer> places = new ArrayList<>();
        private final List<Long> millis = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        /** @param shown whether the attempt owns the run */
        public Chunk(Key key, boolean shown, int steps) {
            this.key = key;
            this.shown = shown;
            this.steps = steps;
        }

        public Key key() {
            return key;
        }

        /** Adds what is beyond the last point. */
        public void add(StepsMeasured measured) {
            List<Double> column = measured.values().getOrDefault(key.metric(), List.of());
            int last = places.isEmpty() ? 0 : places.getLast();
            for (int i = 0; i < column.size(); i++) {
                if (measured.places().get(i) <= last) continue;
                places.add(measured.places().get(i));
                millis.add(measured.times().get(i).toEpochMilli());
                values.add(column.get(i));
            }
        }

        private double min() {
            return values.stream().min(Double::compare).orElseThrow();
        }

        private double max() {
            return values.stream().max(Double::compare).orElseThrow();
        }
    }

    /** Stores points in one statement, however many runs they belong to; no two chunks may have the same key. */
    public void append(Transaction tx, Collection<Chunk> chunks) {
        if (chunks.isEmpty()) return;
        List<Chunk> list = List.copyOf(chunks);
        MetricNameRows.insert(tx, list.stream().map(chunk -> chunk.key().metric()));
        Integer[] firsts = new Integer[list.size()];
        int first = 1;
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = first;
            first += list.get(i).places.size();
        }
        tx.update(
                APPEND,
                tx.change(),
                list.stream().flatMap(chunk -> chunk.places.stream()).toArray(Integer[]::new),
                list.stream().flatMap(chunk -> chunk.millis.stream()).toArray(Long[]::new),
                list.stream().flatMap(chunk -> chunk.values.stream()).toArray(Double[]::new),
                column(list, chunk -> chunk.key().run()).toArray(Long[]::new),
                column(list, chunk -> chunk.key().metric()).toArray(String[]::new),
                column(list, chunk -> chunk.key().epoch()).toArray(Integer[]::new),
                column(list, chunk -> chunk.key().attempt()).toArray(Integer[]::new),
                column(list, chunk -> Boolean.toString(chunk.shown)).toArray(String[]::new),
                column(list, chunk -> chunk.steps).toArray(Integer[]::new),
                firsts,
                column(list, chunk -> chunk.places.size()).toArray(Integer[]::new),
                column(list, chunk -> chunk.values.getLast()).toArray(Double[]::new),
                column(list, Chunk::min).toArray(Double[]::new),
                column(list, Chunk::max).toArray(Double[]::new));
    }

    /** Takes out of the run's history what lies beyond an epoch, because an attempt goes on from there. */
    public void supersede(Transaction tx, long run, int beyondEpoch) {
        tx.update(SUPERSEDE, run, beyondEpoch);
    }

    private static <T> List<T> column(List<Chunk> chunks, Function<Chunk, T> value) {
        return chunks.stream().map(value).toList();
    }
}
