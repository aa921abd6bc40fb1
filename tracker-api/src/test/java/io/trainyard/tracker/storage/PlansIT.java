package io.trainyard.tracker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.search.FilterParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** Among 100,000 runs, what people ask for all day is answered from an index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansIT {
    private static final int RUNS = 100_000;

    private final TestTracker tracker = new TestTracker();

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeAll
    void fill() throws SQLException, IOException {
        connection = DriverManager.getConnection(tracker.settings.jdbcUrl());
        execute("INSERT INTO experiment (experiment_id, name, created_at) SELECT 'e' || e, 'sweep ' || e, now()"
                + " FROM generate_series(1, 1000) e");
        execute("INSERT INTO metric (name) VALUES ('test_accuracy')");
        execute("INSERT INTO parameter (name) VALUES ('optimizer.learningRate')");
        StringBuilder runs = new StringBuilder();
        StringBuilder metrics = new StringBuilder();
        StringBuilder parameters = new StringBuilder();
        StringBuilder tags = new StringBuilder();
        for (int run = 1; run <= RUNS; run++) {
            String status = run % 10 == 0 ? "failed" : "completed";
            Instant at = Instant.EPOCH.plusSeconds(run);
            runs.append("r%d\t%d\trun %d\t{}\t{}\t%s\t%s\t%s\t%s\t1\t%d\n"
                    .formatted(run, 1 + run % 1000, run, status, at, at, at.plusMillis(run * 7L % 999), run));
            metrics.append("%d\t1\t%d\t1\t0\t1\t1\t1\n".formatted(run, run * 7919L % RUNS));
            parameters.append("%d\t1\t%d\n".formatted(run, run * 7907L % RUNS));
            tags.append("%d\tphase\tp%d\n".formatted(run, run % 1000));
        }
        copy(
                "run (run_id, experiment_id, name, spec, parameters, status, created_at, started_at, ended_at, epochs,"
                        + " change)",
                runs);
        copy("run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch)", metrics);
        copy("run_parameter (run_id, parameter_id, value)", parameters);
        copy("run_tag (run_id, name, value)", tags);
        execute("VACUUM ANALYZE");
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
        tracker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "-createdAt, run_by_creation",
        "name, run_by_name",
        "-startedAt, run_by_start",
        "endedAt, run_by_end",
        "-durationSeconds, run_by_duration",
        "status, run_by_status",
        "-metric.test_accuracy, run_metric_by_last",
        "param.optimizer.learningRate, run_parameter_by_value",
    })
    void pageIsReadInTheOrderOfAnIndex(String order, String index) throws SQLException {
        RunPages.Listing listing = listing(RunFilter.ALL, order);

        for (Optional<RunCursor> after : List.of(Optional.<RunCursor>empty(), cursor(listing))) {
            JsonNode plan = plan(RunPages.having(listing, after, 101));

            assertThat(indexes(plan)).as(plan.toPrettyString()).contains(index);
            assertThat(nodes(plan)).as(plan.toPrettyString()).doesNotContain("Sort");
            assertThat(readWhole(plan)).as(plan.toPrettyString()).isEmpty();
        }
    }

    private Optional<RunCursor> cursor(RunPages.Listing listing) {
        return tracker.database
                .read(tx -> RunPages.page(tx, listing, Optional.empty(), 50))
                .next()
                .filter(cursor -> cursor.value().isPresent());
    }

    @Test
    void pageOfAnExperimentReadsItsRunsOnly() throws SQLException {
        JsonNode plan =
                plan(RunPages.having(listing(RunFilter.ofExperiment("e7"), "-createdAt"), Optional.empty(), 101));

        assertThat(indexes(plan)).contains("run_of_experiment_by_creation");
        assertThat(nodes(plan)).doesNotContain("Sort");
        assertThat(readWhole(plan)).isEmpty();
    }

    @Test
    void textIsFoundByItsTrigrams() throws SQLException {
        RunFilter filter = new RunFilter(
                Optional.empty(), List.of(), Optional.of("RUN 77777"), Optional.empty(), Optional.empty(), true);

        JsonNode plan = plan(RunPages.having(listing(filter, "-createdAt"), Optional.empty(), 101));

        assertThat(indexes(plan)).as(plan.toPrettyString()).contains("run_by_text");
    }

    @Test
    void commonTextIsFoundInTheOrderOfTheList() throws SQLException {
        RunFilter filter = new RunFilter(
                Optional.empty(), List.of(), Optional.of("run"), Optional.empty(), Optional.empty(), true);

        JsonNode plan = plan(RunPages.having(listing(filter, "-createdAt"), Optional.empty(), 101));

        assertThat(indexes(plan)).as(plan.toPrettyString()).containsExactly("run_by_creation");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '^', textBlock = """
            metrics.test_accuracy > 99950 AND status = 'completed'                ; run_metric_by_last
            metrics.test_accuracy.last = 5                                        ; run_metric_by_last
            params.optimizer.learningRate = 77 AND created > '1970-01-01'         ; run_parameter_by_value
            params.optimizer.learningRate < 20 AND NOT status = 'failed'          ; run_parameter_by_value
            tags.phase = 'p7'                                                     ; run_tag_by_value
            name = 'run 77777'                                                    ; run_by_name
            name ILIKE '%N 77777' AND status = 'completed'                        ; run_by_text
            text ILIKE '%run 4242 %'                                              ; run_by_text
            id IN ('r5', 'r77', 'r99999')                                         ; run_run_id_key
            created > '1970-01-02T03:40:00Z' AND duration < 1                     ; run_by_creation
            experiment.id = 'e7' AND metrics.test_accuracy > 100                  ; run_of_experiment.*|run_by_experiment
            status = 'completed' AND epochs >= 1 AND metrics.test_accuracy > 100  ; run_by_creation
            """)
    void searchIsAnsweredFromAnIndex(String filter, String index) throws SQLException {
        RunFilter searched = RunFilter.ALL.and(Optional.of(FilterParser.parse(filter)));

        JsonNode plan = plan(RunPages.having(listing(searched, "-createdAt"), Optional.empty(), 51));

        assertThat(indexes(plan)).as(plan.toPrettyString()).anyMatch(name -> name.matches(index));
        assertThat(readWhole(plan)).as(plan.toPrettyString()).isEmpty();
    }

    @Test
    void renamedExperimentIsFoundByItsNewName() throws SQLException {
        execute("UPDATE experiment SET name = 'Zebra' WHERE id = 7");

        assertThat(tracker.text("SELECT count(*) FROM run WHERE search_text LIKE '%zebra%'"))
                .isEqualTo("100");
    }

    @Test
    void runsOfAnAttemptThatGoesAreFoundByIt() throws SQLException {
        JsonNode plan = plan(new RunPages.Statement("SELECT id FROM run WHERE owner_attempt = ?", List.of(7L)));

        assertThat(indexes(plan)).contains("run_by_owner");
    }

    private static RunPages.Listing listing(RunFilter filter, String order) {
        return new RunPages.Listing(filter, RunSort.parse(order).orElseThrow(), RunFields.ALL);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void copy(String table, StringBuilder lines) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table + " FROM STDIN",
                        new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode plan(RunPages.Statement statement) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN (FORMAT JSON) " + statement.sql())) {
            for (int i = 0; i < statement.arguments().size(); i++) {
                Object value = statement.arguments().get(i);
                explain.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
            }
            try (ResultSet rows = explain.executeQuery()) {
                rows.next();
                return JsonMapper.builder()
                        .build()
                        .readTree(rows.getString(1))
                        .get(0)
                        .get("Plan");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<String> indexes(JsonNode plan) {
        return all(plan, "Index Name");
    }

    /** Tables that are read whole, without those of names, which are short. */
    private static List<String> readWhole(JsonNode plan) {
        return plan.findParents("Relation Name").stream()
                .filter(node -> node.path("Node Type").textValue().equals("Seq Scan"))
                .map(node -> node.path("Relation Name").textValue())
                .filter(table -> table.startsWith("run"))
                .toList();
    }

    private static List<String> nodes(JsonNode plan) {
        return all(plan, "Node Type");
    }

    private static List<String> all(JsonNode plan, String field) {
        return new ArrayList<>(plan.findValuesAsText(field));
    }
}
