package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what has changed since a number that a browser has seen, in the order of the commits. */
public final class StreamQueries {
    private static final String COUNTER = "SELECT value FROM change_counter";
    /** Ties go together: what one transaction changed is never split between two batches. */
    private static final String NEWER = "ORDER BY %1$s.change\nFETCH FIRST %2$d ROWS WITH TIES";

    private static final String POINTS = """
            SELECT r.run_id, e.experiment_id, p.epoch, p.change, jsonb_object_agg(n.name, p.value) AS values
            FROM run r
            JOIN experiment e ON e.id = r.experiment_id
            JOIN metric_point p ON p.run_id = r.id
            JOIN metric n ON n.id = p.metric_id
            """;
    /** Who has seen what was there before wants only what is new at the end of an epoch. */
    private static final String STEPS = """
            SELECT r.run_id, e.experiment_id, n.name, s.epoch, s.steps, s.change,
                   CASE WHEN s.change_before <= ? THEN s.places[s.tail_from :] ELSE s.places END AS places,
                   CASE WHEN s.change_before <= ? THEN s.measured[s.tail_from :] ELSE s.measured END AS measured
            FROM run r
            JOIN experiment e ON e.id = r.experiment_id
            JOIN step_chunk s ON s.run_id = r.id AND s.shown
            JOIN metric n ON n.id = s.metric_id
            """;

    private static final String LINES = """
            SELECT r.run_id, e.experiment_id, l.id, l.at, l.level, l.message, l.attempt, l.change
            FROM run r
            JOIN experiment e ON e.id = r.experiment_id
            JOIN log_line l ON l.run_id = r.id
            """;
    private static final String LEFT = """
            SELECT r.run_id, e.experiment_id, m.change
            FROM moved_run m
            JOIN run r ON r.id = m.run_id
            JOIN experiment e ON e.id = m.experiment_id
            """;
    private static final String DELETED = """
            SELECT d.run_id, d.change
            FROM deleted_run d
            """;

    /**
     * What a stream shows: of the runs that are watched one by one everything, of those of a watched experiment all but their
     * logs and their points within epochs, of all others only their rows.
     *
     * @param all whether the rows of all runs and experiments are shown
     * @param details whether the metrics and logs of all runs are, too
     * @param runs that are watched one by one
     */
    public record Watch(boolean all, boolean details, Set<String> runs, Set<String> experiments, boolean workers) {
        /** So many ids can be asked for in one statement; where more are watched, everything is read. */
        private static final int MAX_IDS = 5000;

        /** What any of them shows. */
        public static Watch union(List<Watch> watches) {
            Set<String> runs = new HashSet<>();
            Set<String> experiments = new HashSet<>();
            for (Watch watch : watches) {
                runs.addAll(watch.runs());
                experiments.addAll(watch.experiments());
            }
            boolean all = watches.stream().anyMatch(Watch::all);
            boolean workers = watches.stream().anyMatch(Watch::workers);
            if (runs.size() + experiments.size() > MAX_IDS) return new Watch(true, true, Set.of(), Set.of(), workers);
            return new Watch(all, false, runs, experiments, workers);
        }

        /** Whether a change is shown. */
        public boolean sees(Change change) {
            boolean watched = runs.contains(change.run());
            boolean inExperiment = experiments.contains(change.experiment());
            return switch (change.kind()) {
                case RUN -> all || watched || inExperiment;
                case METRICS -> details || watched || inExperiment;
                case STEPS, LOG -> details || watched;
                // A run that is gone has no experiment any more.
                case DELETED -> all || watched || !experiments.isEmpty();
                case LEFT -> inExperiment;
                case EXPERIMENT -> all || inExperiment;
                case WORKER -> workers;
            };
        }

        private boolean points() {
            return details || !runs.isEmpty() || !experiments.isEmpty();
        }

        private boolean lines() {
            return details || !runs.isEmpty();
        }

        private String where(boolean every, boolean withExperiments, List<Object> parameters) {
            if (every) return "WHERE true\n";
            parameters.add(List.copyOf(runs));
            if (!withExperiments) return "WHERE r.run_id = ANY (?)\n";
            parameters.add(List.copyOf(experiments));
            return "WHERE (r.run_id = ANY (?) OR e.experiment_id = ANY (?))\n";
        }
    }

    /** What a change is about, and the name of its event. */
    public enum ChangeKind {
        RUN,
        METRICS,
        STEPS,
        LOG,
        DELETED,
        /** A run is not in its former experiment any more. */
        LEFT,
        EXPERIMENT,
        WORKER
    }

    /**
     * Something that a browser is told.
     *
     * @param number of the change that it comes from
     * @param run that it is about; empty for none
     * @param experiment that it is about; empty for none
     */
    public record Change(long number, ChangeKind kind, String run, String experiment, ObjectNode data) {
        public String event() {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        /** What it is about, without what it says. */
        public Change withoutData() {
            return new Change(number, kind, run, experiment, RowJson.object());
        }
    }

    /** Changes in order, the number up to which they are complete, and whether there may be more. */
    public record Batch(List<Change> changes, long upTo, boolean more) {}

    private StreamQueries() {}

    public static long newest(Transaction tx) {
        return RowJson.query(tx, COUNTER, List.of(), row -> row.getLong("value"))
                .getFirst();
    }

    /** Reads in one snapshot, so the tx must be in a transaction of at least repeatable read. */
    public static Batch newer(Transaction tx, Watch scope, long after, int limit) {
        long upTo = newest(tx);
        List<List<Change>> parts = new ArrayList<>();
        boolean runs = scope.all() || scope.points();
        List<Change> moved = runs ? runs(tx, scope, "r", after, limit) : List.of();
        parts.add(moved);
        if (runs) parts.add(runs(tx, scope, "p", after, limit));
        if (scope.points()) parts.add(points(tx, scope, after, limit));
        if (scope.lines()) {
            parts.add(steps(tx, scope, after, limit));
            parts.add(lines(tx, scope, after, limit));
        }
        boolean counts = scope.all() || !scope.experiments().isEmpty();
        List<Change> left = counts ? left(tx, scope, after, limit) : List.of();
        parts.add(left);
        parts.add(deleted(tx, scope, after, limit));
        if (scope.workers()) parts.add(workers(tx, after, limit));
        long complete = upTo;
        for (List<Change> part : parts)
            if (part.size() >= limit)
                complete = Math.min(complete, part.getLast().number());
        long end = complete;
        List<Change> changes = new ArrayList<>();
        for (List<Change> part : parts)
            part.stream().filter(change -> change.number() <= end).forEach(changes::add);
        keepNewest(changes);
        if (counts)
            changes.addAll(experiments(
                    tx,
                    Stream.concat(moved.stream(), left.stream())
                            .filter(change -> change.number() <= end)
                            .toList()));
        changes.sort(Comparator.comparingLong(Change::number));
        return new Batch(changes, end, end < upTo);
    }

    /** A run whose row and whose progress have changed is shown once, by the later number of the two. */
    private static void keepNewest(List<Change> changes) {
        Map<String, Long> newest = new HashMap<>();
        for (Change change : changes)
            if (change.kind() == ChangeKind.RUN) newest.merge(change.run(), change.number(), Math::max);
        changes.removeIf(change -> change.kind() == ChangeKind.RUN
                && change.number() < newest.getOrDefault(change.run(), change.number()));
        Set<String> shown = new HashSet<>();
        changes.removeIf(change -> change.kind() == ChangeKind.RUN && !shown.add(change.run()));
    }

    /**
     * Runs that have changed.
     *
     * @param changed {@code r} for those whose own rows have, {@code p} for those that have come further
     */
    private static List<Change> runs(Transaction tx, Watch scope, String changed, long after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql = RunQueries.SELECT + scope.where(scope.all(), true, parameters) + "AND " + changed + ".change > ?\n"
                + NEWER.formatted(changed, limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> {
            ObjectNode run = RunQueries.run(row);
            long number = row.getLong(changed + "_change");
            return new Change(number, ChangeKind.RUN, row.getString("run_id"), row.getString("experiment_id"), run);
        });
    }

    private static List<Change> points(Transaction tx, Watch scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql = POINTS + scope.where(scope.details(), true, parameters)
                + "AND p.change > ?\nGROUP BY r.run_id, e.experiment_id, p.epoch, p.change\n"
                + NEWER.formatted("p", limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> {
            ObjectNode data = RowJson.object().put("run", row.getString("run_id"));
            JsonNode values = RowJson.tree(row, "values");
            data.putArray("points")
                    .addObject()
                    .put("epoch", row.getInt("epoch"))
                    .set("values", RunQueries.finite(values));
            return of(row, ChangeKind.METRICS, data);
        });
    }

    /** Points within epochs of the runs that are watched one by one. */
    private static List<Change> steps(Transaction tx, Watch scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(after, after));
        String sql = STEPS + scope.where(scope.details(), false, parameters) + "AND s.change > ?\n"
                + NEWER.formatted("s", limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> {
            ObjectNode data = RowJson.object().put("run", row.getString("run_id"));
            data.putObject("series").set(row.getString("name"), StepQueries.tail(row));
            return of(row, ChangeKind.STEPS, data);
        });
    }

    private static List<Change> lines(Transaction tx, Watch scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql = LINES + scope.where(scope.details(), false, parameters) + "AND l.change > ?\n"
                + NEWER.formatted("l", limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> {
            ObjectNode data = RowJson.object().put("run", row.getString("run_id"));
            data.putArray("lines").add(RunDetailQueries.logLine(row));
            return of(row, ChangeKind.LOG, data);
        });
    }

    private static Change of(ResultSet row, ChangeKind kind, ObjectNode data) throws SQLException {
        return new Change(row.getLong("change"), kind, row.getString("run_id"), row.getString("experiment_id"), data);
    }

    /** A run that is gone has no experiment any more, so all streams but those of other runs hear of it. */
    private static List<Change> deleted(Transaction tx, Watch scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(after));
        boolean everyOne = scope.all() || !scope.experiments().isEmpty();
        if (!everyOne) parameters.add(List.copyOf(scope.runs()));
        String sql = DELETED + "WHERE d.change > ?\n" + (everyOne ? "" : "AND d.run_id = ANY (?)\n")
                + NEWER.formatted("d", limit);
        return RowJson.query(tx, sql, parameters, row -> {
            String run = row.getString("run_id");
            ObjectNode data = RowJson.object().put("run", run);
            return new Change(row.getLong("change"), ChangeKind.DELETED, run, "", data);
        });
    }

    /** Runs that are not in a watched experiment any more. */
    private static List<Change> left(Transaction tx, Watch scope, long after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String sql =
                LEFT + scope.where(scope.all(), true, parameters) + "AND m.change > ?\n" + NEWER.formatted("m", limit);
        parameters.add(after);
        return RowJson.query(tx, sql, parameters, row -> {
            ObjectNode data = RowJson.object()
                    .put("run", row.getString("run_id"))
                    .put("experiment", row.getString("experiment_id"));
            return of(row, ChangeKind.LEFT, data);
        });
    }

    private static List<Change> workers(Transaction tx, long after, int limit) {
        String sql = WorkerQueries.SELECT + "WHERE w.change > ?\n" + NEWER.formatted("w", limit);
        return RowJson.query(
                tx,
                sql,
                List.of(after),
                row -> new Change(row.getLong("change"), ChangeKind.WORKER, "", "", WorkerQueries.worker(row)));
    }

    /** The experiments whose counts may have changed, as they stand now. */
    private static List<Change> experiments(Transaction tx, List<Change> changes) {
        Set<String> ids = new LinkedHashSet<>();
        for (Change change : changes) ids.add(change.experiment());
        if (ids.isEmpty()) return List.of();
        long newest = changes.stream().mapToLong(Change::number).max().orElse(0);
        return ExperimentQueries.find(tx, List.copyOf(ids)).stream()
                .map(experiment -> new Change(
                        newest, ChangeKind.EXPERIMENT, "", experiment.path("id").textValue(), experiment))
                .toList();
    }
}
