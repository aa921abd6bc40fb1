package io.trainyard.tracker.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.search.Field.Summary;
import io.trainyard.tracker.search.Reference.Run;
import io.trainyard.tracker.storage.Transaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** PostgreSQL finds the runs that a filter means: compared with a second reading of the language, over odd data. */
final class FilterSqlIT {
    private static final int RUNS = 80;
    private static final List<Double> VALUES = List.of(
            0.0,
            0.1,
            -2.5,
            1e3,
            1e-9,
            3.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE);
    private static final List<String> STATUSES = List.of("queued", "running", "completed", "failed", "cancelled");

    @SuppressWarnings("NullAway.Init")
    private static TestTracker tracker;

    private static final List<Run> RUNS_BY_ID = new ArrayList<>();

    @BeforeContainer
    static void fill() {
        tracker = new TestTracker();
        tracker.database.inTransaction(tx -> {
            Random random = new Random(7);
            for (String name : Filters.METRICS) tx.update("INSERT INTO metric (name) VALUES (?)", name);
            for (String name : Filters.PARAMETERS) tx.update("INSERT INTO parameter (name) VALUES (?)", name);
            for (int e = 1; e <= 4; e++)
                tx.update(
                        "INSERT INTO experiment (experiment_id, name, created_at) VALUES (?, ?, now())",
                        "e" + e,
                        Filters.TEXTS.get(e));
            for (int id = 1; id <= RUNS; id++) RUNS_BY_ID.add(insert(tx, id, random));
            return RUNS;
        });
    }

    @AfterContainer
    static void close() {
        tracker.close();
    }

    @Property(tries = 400)
    void databaseFindsWhatTheFilterMeans(@ForAll("filters") Filter filter) {
        tracker.database.read(tx -> {
            Reference reference = new Reference(now(tx));
            Set<Integer> expected = RUNS_BY_ID.stream()
                    .filter(run -> reference.fits(filter, run))
                    .map(Run::id)
                    .collect(Collectors.toSet());

            assertThat(found(tx, filter)).as(FilterText.of(filter)).isEqualTo(expected);
            return expected;
        });
    }

    @Property(tries = 200)
    void eachRunFitsAFilterOrItsNegation(@ForAll("filters") Filter filter) {
        tracker.database.read(tx -> {
            Set<Integer> fitting = found(tx, filter);
            Set<Integer> others = found(tx, new Filter.Not(filter));

            assertThat(Stream.concat(fitting.stream(), others.stream()))
                    .as(FilterText.of(filter))
                    .hasSize(RUNS)
                    .doesNotHaveDuplicates();
            return fitting;
        });
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Filters.any();
    }

    private static Instant now(Transaction tx) {
        return tx.first(
                        "SELECT now()",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .orElseThrow();
    }

    private static Set<Integer> found(Transaction tx, Filter filter) {
        List<Object> arguments = new ArrayList<>();
        String condition = FilterSql.condition(filter, arguments);
        return Set.copyOf(
                tx.query("SELECT r.id FROM run r WHERE " + condition, row -> row.getInt(1), arguments.toArray()));
    }

    private static Run insert(Transaction tx, int id, Random random) {
        Map<RunAttribute, Object> of = attributes(tx, id, random);
        Map<String, Object> parameters = parameters(random);
        tx.update(
                """
                INSERT INTO run (run_id, experiment_id, name, spec, parameters, priority, status, created_at, started_at, ended_at,
                                 epochs, attempt_count, failure_kind, failure_message, starred, archived_at, origin, change)
                VALUES (?, ?, ?, CASE WHEN CAST(? AS text) = 'trained' THEN CAST('{}' AS jsonb) END, CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                        CASE WHEN ? THEN now() END, ?, 1)
                """,
                of.get(RunAttribute.ID),
                Integer.parseInt(
                        String.valueOf(of.get(RunAttribute.EXPERIMENT_ID)).substring(1)),
                of.get(RunAttribute.NAME),
                of.get(RunAttribute.ORIGIN),
                json(parameters),
                of.get(RunAttribute.PRIORITY),
                of.get(RunAttribute.STATUS),
                of.get(RunAttribute.CREATED),
                of.get(RunAttribute.STARTED),
                of.get(RunAttribute.ENDED),
                of.get(RunAttribute.EPOCHS),
                of.get(RunAttribute.ATTEMPTS),
                of.get(RunAttribute.FAILURE),
                of.get(RunAttribute.FAILURE_MESSAGE),
                of.get(RunAttribute.STARRED),
                of.get(RunAttribute.ARCHIVED),
                of.get(RunAttribute.ORIGIN));
        tx.update(
                "INSERT INTO run_parameter (run_id, parameter_id, value) SELECT ?, p.id, given.value"
                        + " FROM jsonb_each(CAST(? AS jsonb)) given JOIN parameter p ON p.name = given.key",
                id,
                json(parameters));
        if (random.nextBoolean())
            tx.update(
                    "INSERT INTO run_progress (run_id, epochs_completed, heard_at, change) VALUES (?, ?, ?, 1)",
                    id,
                    of.get(RunAttribute.EPOCHS_COMPLETED),
                    of.get(RunAttribute.HEARD));
        else {
            of.put(RunAttribute.EPOCHS_COMPLETED, BigDecimal.ZERO);
            of.remove(RunAttribute.HEARD);
        }
        if (of.containsKey(RunAttribute.WORKER)) {
            tx.update(
                    "INSERT INTO attempt (attempt_id, run_id, number, worker, device, device_id, state, started_at, worker_started_at,"
                            + " lease_until) VALUES (?, ?, 1, ?, 'a device', ?, 'running', now(), now(), now())",
                    "a" + id,
                    id,
                    of.get(RunAttribute.WORKER),
                    of.get(RunAttribute.DEVICE));
            tx.update("UPDATE run SET shown_attempt = (SELECT max(id) FROM attempt) WHERE id = ?", id);
        }
        return new Run(id, of, metrics(tx, id, random), parameters, tags(tx, id, random));
    }

    private static Map<RunAttribute, Object> attributes(Transaction tx, int id, Random random) {
        Map<RunAttribute, Object> of = new EnumMap<>(RunAttribute.class);
        int experiment = 1 + random.nextInt(4);
        of.put(RunAttribute.ID, "r" + id);
        of.put(RunAttribute.NAME, pick(Filters.TEXTS, random));
        of.put(RunAttribute.STATUS, pick(STATUSES, random));
        Instant created = random.nextBoolean()
                ? Filters.START.plus(Duration.ofHours(random.nextInt(100)))
                : now(tx).minus(Duration.ofHours(12 + 24L * random.nextInt(100)));
        of.put(RunAttribute.CREATED, created);
        if (random.nextBoolean()) of.put(RunAttribute.STARTED, created.plusSeconds(random.nextInt(9)));
        if (of.get(RunAttribute.STARTED) instanceof Instant started && random.nextBoolean()) {
            Instant ended = started.plusSeconds(random.nextInt(4));
            of.put(RunAttribute.ENDED, ended);
            of.put(
                    RunAttribute.DURATION,
                    BigDecimal.valueOf(Duration.between(started, ended).toSeconds()));
        }
        for (RunAttribute number : List.of(
                RunAttribute.EPOCHS, RunAttribute.EPOCHS_COMPLETED, RunAttribute.ATTEMPTS, RunAttribute.PRIORITY))
            of.put(number, BigDecimal.valueOf(random.nextInt(5)));
        boolean external = random.nextInt(4) == 0;
        of.put(RunAttribute.ORIGIN, external ? "external" : "trained");
        if (external) {
            of.remove(RunAttribute.EPOCHS);
            of.put(RunAttribute.HEARD, created.plusSeconds(random.nextInt(9)));
        }
        if (random.nextBoolean()) {
            of.put(RunAttribute.WORKER, pick(Filters.TEXTS, random));
            if (random.nextBoolean()) of.put(RunAttribute.DEVICE, pick(Filters.TEXTS, random));
        }
        if (random.nextBoolean()) {
            of.put(RunAttribute.FAILURE, "crash");
            of.put(RunAttribute.FAILURE_MESSAGE, pick(Filters.TEXTS, random));
        }
        of.put(RunAttribute.STARRED, random.nextBoolean());
        of.put(RunAttribute.ARCHIVED, random.nextBoolean());
        of.put(RunAttribute.EXPERIMENT_ID, "e" + experiment);
        of.put(RunAttribute.EXPERIMENT_NAME, Filters.TEXTS.get(experiment));
        String text = of.get(RunAttribute.NAME) + " r" + id + " " + Filters.TEXTS.get(experiment);
        of.put(RunAttribute.TEXT, text.toLowerCase(Locale.ROOT));
        return of;
    }

    private static Map<String, Object> parameters(Random random) {
        Map<String, Object> parameters = new HashMap<>();
        for (String name : Filters.PARAMETERS) {
            switch (random.nextInt(4)) {
                case 0 -> parameters.put(name, pick(Filters.TEXTS, random));
                case 1 -> parameters.put(name, pick(Filters.NUMBERS.subList(0, 6), random));
                case 2 -> parameters.put(name, random.nextBoolean());
                default -> {}
            }
        }
        return parameters;
    }

    private static Map<String, Map<Summary, Double>> metrics(Transaction tx, int id, Random random) {
        Map<String, Map<Summary, Double>> metrics = new HashMap<>();
        for (String name : Filters.METRICS) {
            if (random.nextInt(3) == 0) continue;
            Map<Summary, Double> of = new EnumMap<>(Summary.class);
            for (Summary summary : Summary.values()) of.put(summary, pick(VALUES, random));
            of.put(Summary.BEST_EPOCH, (double) random.nextInt(5));
            of.put(Summary.POINTS, (double) random.nextInt(5));
            metrics.put(name, of);
            tx.update(
                    "INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch, points)"
                            + " SELECT ?, m.id, ?, 1, ?, ?, ?, ?, ? FROM metric m WHERE m.name = ?",
                    id,
                    of.get(Summary.LAST),
                    of.get(Summary.MIN),
                    of.get(Summary.MAX),
                    of.get(Summary.BEST),
                    of.get(Summary.BEST_EPOCH),
                    of.get(Summary.POINTS),
                    name);
        }
        return metrics;
    }

    private static Map<String, String> tags(Transaction tx, int id, Random random) {
        Map<String, String> tags = new HashMap<>();
        for (String name : Filters.TAGS) {
            if (random.nextBoolean()) continue;
            tags.put(name, pick(Filters.TEXTS, random));
            tx.update("INSERT INTO run_tag (run_id, name, value) VALUES (?, ?, ?)", id, name, tags.get(name));
        }
        return tags;
    }

    private static String json(Map<String, Object> parameters) {
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        parameters.forEach((name, value) -> {
            switch (value) {
                case BigDecimal number -> json.put(name, number);
                case Boolean flag -> json.put(name, flag);
                default -> json.put(name, value.toString());
            }
        });
        return json.toString();
    }

    private static <T> T pick(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
