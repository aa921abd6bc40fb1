package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of runs: filters, orders, pages. */
final class RunListIT {
    private static final int RUNS = 23;

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
        String[] names = IntStream.range(0, RUNS).mapToObj(i -> "run " + i).toArray(String[]::new);
        api.post("/api/v1/experiments", Bodies.experiment("many, \"quoted\"", names));
        api.post("/api/v1/experiments", Bodies.experiment("another", "lonely"));
        // Ties, missing values and values that are not numbers, in every column that can be sorted by.
        api.sql("INSERT INTO metric (name) VALUES ('test_accuracy')");
        api.sql("INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch) "
                + "SELECT r.id, m.id, CASE WHEN r.id % 5 = 0 THEN 'NaN'::float8 ELSE r.id % 3 END, 1, 0, 1, 1, 1 "
                + "FROM run r CROSS JOIN metric m WHERE r.id % 4 <> 0");
        api.sql("UPDATE run SET status = 'completed', started_at = now(), "
                + "ended_at = now() + make_interval(secs => id % 4), change = CHANGE WHERE id % 2 = 0");
        api.sql("UPDATE run SET parameters = parameters || '{\"optimizer.learningRate\": 0.5}' WHERE id % 3 = 0");
        api.sql("UPDATE run_parameter SET value = '0.5' WHERE run_id % 3 = 0 "
                + "AND parameter_id = (SELECT id FROM parameter WHERE name = 'optimizer.learningRate')");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "createdAt",
                "startedAt",
                "endedAt",
                "name",
                "status",
                "durationSeconds",
                "experiment",
                "worker",
                "epochsCompleted",
                "attempt",
                "metric.test_accuracy",
                "metric.unheard_of",
                "param.optimizer.learningRate",
                "param.dataset"
            })
    void pagesTogetherHoldEveryRunOnceInBothDirections(String key) throws Exception {
        for (String sort : List.of(key, "-" + key)) {
            List<String> walked = walk("sort=" + sort + "&limit=5");
            List<String> whole = ids(api.json("/api/v1/runs?limit=500&sort=" + sort));

            assertThat(walked)
                    .as(sort)
                    .hasSize(RUNS + 1)
                    .doesNotHaveDuplicates()
                    .isEqualTo(whole);
        }
    }

    @Test
    void runsWithoutTheMetricComeLastInBothDirections() throws Exception {
        for (String sort : List.of("metric.test_accuracy", "-metric.test_accuracy")) {
            JsonNode items = api.json("/api/v1/runs?limit=500&sort=" + sort).path("items");

            assertThat(items.get(items.size() - 1).path("metrics").isEmpty()).isTrue();
            assertThat(items.get(0).path("metrics").isEmpty()).isFalse();
        }
    }

    @Test
    void filtersNarrowTheList() throws Exception {
        assertThat(ids(api.json("/api/v1/runs?text=LONELY"))).hasSize(1);
        assertThat(ids(api.json("/api/v1/runs?text=100%25"))).isEmpty();
        assertThat(ids(api.json("/api/v1/runs?status=completed,failed&limit=500")))
                .hasSize(12);
        String experiment =
                api.json("/api/v1/experiments?text=another").at("/items/0/id").textValue();
        assertThat(ids(api.json("/api/v1/runs?experiment=" + experiment))).hasSize(1);
    }

    @Test
    void onlyFieldsThatAreAskedForAreSent() throws Exception {
        JsonNode run = api.json("/api/v1/runs?limit=1&sort=-metric.test_accuracy&fields="
                        + "name,param.optimizer.learningRate,metric.test_accuracy")
                .at("/items/0");

        assertThat(run.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("id", "name", "parameters", "metrics");
        assertThat(run.path("parameters").propertyStream().map(Map.Entry::getKey))
                .containsExactly("optimizer.learningRate");
        assertThat(run.path("metrics").propertyStream().map(Map.Entry::getKey)).containsExactly("test_accuracy");
        assertThat(api.json("/api/v1/runs?limit=1&fields=status")
                        .at("/items/0")
                        .propertyStream()
                        .map(Map.Entry::getKey))
                .containsExactly("id", "status");
    }

    @Test
    void textMayHoldWhatAPatternIsMadeOf() throws Exception {
        api.sql("UPDATE run SET name = '50%_\\\\' || name WHERE name = 'lonely'");

        assertThat(ids(api.json("/api/v1/runs?text=50%25_%5C%5CLONE"))).hasSize(1);
        assertThat(ids(api.json("/api/v1/runs?text=50__%5C"))).isEmpty();
        assertThat(ids(api.json("/api/v1/runs?text=ANOTHER"))).hasSize(1);
    }

    @Test
    void experimentsArePagedNewestFirst() throws Exception {
        JsonNode first = api.json("/api/v1/experiments?limit=1");
        JsonNode second = api.json(
                "/api/v1/experiments?limit=1&after=" + first.path("next").textValue());

        assertThat(first.at("/items/0/name").textValue()).isEqualTo("another");
        assertThat(second.at("/items/0/counts/completed").intValue()).isEqualTo(11);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=color",
                "fields=name,color",
                "limit=0",
                "limit=501",
                "limit=many",
                "status=asleep",
                "after=bm9wZQ",
                "after=%C3%A4",
                "text=%00",
                "page=2",
                "sort=name&sort=status"
            })
    void wrongParameterIsRefusedByName(String query) throws Exception {
        JsonNode problem = api.json("/api/v1/runs?" + query);

        assertThat(problem.path("status").intValue()).isEqualTo(400);
        assertThat(problem.at("/errors/0/field").textValue()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void cursorWithAnImpossibleValueIsRefused() throws Exception {
        String cursor = java.util.Base64.getUrlEncoder()
                .encodeToString("createdAt\n1\nnonsense".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(api.get("/api/v1/runs?sort=createdAt&after=" + cursor).statusCode())
                .isEqualTo(400);
    }

    private static List<String> walk(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        JsonNode page = api.json("/api/v1/runs?" + query);
        ids.addAll(ids(page));
        while (page.path("next").isTextual()) {
            page = api.json(
                    "/api/v1/runs?" + query + "&after=" + page.path("next").textValue());
            ids.addAll(ids(page));
        }
        return ids;
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(run -> ids.add(run.path("id").textValue()));
        return ids;
    }
}
