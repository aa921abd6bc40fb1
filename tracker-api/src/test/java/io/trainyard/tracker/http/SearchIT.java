package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searching over HTTP: lists and reports by a filter, what is said of a wrong one, and what may come next in one. */
final class SearchIT {
    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
        api.post("/api/v1/experiments", Bodies.experiment("mnist, first", "one", "two", "three"));
        api.post("/api/v1/experiments", Bodies.experiment("fashion", "four"));
        api.sql("INSERT INTO metric (name) VALUES ('test_accuracy'), ('top 5')");
        api.sql("INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch)"
                + " SELECT r.id, m.id, r.id / 4.0, 1, 0, 1, 1, 1 FROM run r CROSS JOIN metric m");
        api.sql("INSERT INTO run_tag (run_id, name, value) SELECT id, 'phase', 'it''s ' || id FROM run");
        api.sql("UPDATE run SET status = 'completed' WHERE name = 'two'");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void listHoldsWhatFits() throws Exception {
        assertThat(names("metrics.test_accuracy >= 0.5 AND experiment.name ILIKE 'MNIST%'"))
                .containsExactlyInAnyOrder("two", "three");
        assertThat(names("tags.phase = 'it''s 1' OR status = 'FINISHED'")).containsExactlyInAnyOrder("one", "two");
        assertThat(names("created > -7d AND NOT (name IN ('one', 'two'))")).containsExactlyInAnyOrder("three", "four");
        assertThat(names("params.dataset = 'no such'")).isEmpty();
        assertThat(names("text ILIKE '%FASHION%'")).containsExactly("four");
    }

    @Test
    void filterNarrowsWithTheOthersAndIsPaged() throws Exception {
        JsonNode first = api.json("/api/v1/runs?limit=1&status=queued&sort=name&filter=" + encoded("epochs > 0"));
        JsonNode second = api.json("/api/v1/runs?limit=5&status=queued&sort=name&filter=" + encoded("epochs > 0")
                + "&after=" + first.path("next").textValue());

        assertThat(first.at("/items/0/name").textValue()).isEqualTo("four");
        assertThat(second.path("items").findValuesAsText("name")).contains("one", "three");
    }

    @Test
    void reportHoldsWhatFits() throws Exception {
        String runs = api.get("/api/v1/reports/comparison.csv?filter=" + encoded("name = 'four'"))
                .body();

        assertThat(runs.lines()).hasSize(2);
        assertThat(runs).contains(",four,fashion,");
        assertThat(api.get("/api/v1/reports/comparison.csv?filter=" + encoded("name = 'five'"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/reports/comparison.csv?runs=x&filter=" + encoded("name = 'four'"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void mistakeIsAProblemThatSaysWhere() throws Exception {
        JsonNode problem = api.json("/api/v1/runs?filter=" + encoded("epochs > 1 AND statsu = 'failed'"));

        assertThat(problem.path("status").intValue()).isEqualTo(400);
        JsonNode error = problem.at("/errors/0");
        assertThat(error.path("field").textValue()).isEqualTo("filter");
        assertThat(error.path("column").intValue()).isEqualTo(16);
        assertThat(error.path("length").intValue()).isEqualTo(6);
        assertThat(error.path("meant").textValue()).isEqualTo("status");
        assertThat(error.path("message").textValue()).startsWith("column 16: there is no attribute 'statsu'");
    }

    @Test
    void searchThatTakesTooLongIsEndedAndSaysSo() throws Exception {
        api.sql(
                "CREATE FUNCTION slow(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(10); RETURN $1; END $$");
        api.sql("ALTER TABLE experiment ADD COLUMN slow text");
        api.sql("ALTER TABLE experiment RENAME TO experiment_rows");
        api.sql("CREATE VIEW experiment AS SELECT id, experiment_id, slow(name) AS name FROM experiment_rows");
        try {
            JsonNode problem = api.json("/api/v1/runs?filter=" + encoded("experiment.name = 'fashion'"));

            assertThat(problem.path("status").intValue()).isEqualTo(422);
            assertThat(problem.path("detail").textValue()).contains("longer than it may");
        } finally {
            api.sql("DROP VIEW experiment");
            api.sql("ALTER TABLE experiment_rows RENAME TO experiment");
        }
    }

    @Test
    void completionsAreWhatFitsAtThePlace() throws Exception {
        assertThat(completions("met")).contains("metrics.");
        assertThat(completions("top")).contains("metrics.\"top 5\"");
        assertThat(completions("metrics.")).containsExactly("metrics.test_accuracy", "metrics.\"top 5\"");
        assertThat(completions("metrics.acc")).containsExactly("metrics.test_accuracy");
        assertThat(completions("metrics.test_accuracy.m"))
                .containsExactly("metrics.test_accuracy.min", "metrics.test_accuracy.max");
        assertThat(completions("sta")).contains("status", "started", "starred");
        assertThat(completions("status ")).contains("=", "!=", "IN").doesNotContain(">");
        assertThat(completions("status = 'f")).containsExactly("'failed'");
        assertThat(completions("tags.phase = ")).contains("'it''s 1'");
        assertThat(completions("experiment.name = 'fash")).containsExactly("'fashion'");
        assertThat(completions("params.dataset IN ('a', ")).contains("'synthetic-digits'");
        assertThat(completions("epochs > 1 ")).containsExactly("AND", "OR");
        assertThat(completions("created > ")).contains("-7d");
        assertThat(completions("epochs ; ")).isEmpty();
    }

    @Test
    void nameThatNoRunHasIsPointedAtAndNotRefused() throws Exception {
        JsonNode unknown = help("epochs > 1 AND metrics.test_acuracy > 0.5").path("problem");
        JsonNode refused = help("epochs >").path("problem");

        assertThat(unknown.path("refused").booleanValue()).isFalse();
        assertThat(unknown.path("column").intValue()).isEqualTo(16);
        assertThat(unknown.path("meant").textValue()).isEqualTo("metrics.test_accuracy");
        assertThat(refused.path("refused").booleanValue()).isTrue();
        assertThat(help("metrics.\"top 5\" > 1").path("problem").isNull()).isTrue();
        assertThat(help("").path("problem").isNull()).isTrue();
    }

    private static List<String> completions(String filter) throws Exception {
        return help(filter).path("items").findValuesAsText("text");
    }

    private static JsonNode help(String filter) throws Exception {
        return api.json("/api/v1/search/completions?filter=" + encoded(filter));
    }

    private static List<String> names(String filter) throws Exception {
        JsonNode page = api.json("/api/v1/runs?filter=" + encoded(filter));
        List<String> names = new ArrayList<>();
        page.path("items").forEach(run -> names.add(run.path("name").textValue()));
        assertThat(page.has("items")).as(page.toString()).isTrue();
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
