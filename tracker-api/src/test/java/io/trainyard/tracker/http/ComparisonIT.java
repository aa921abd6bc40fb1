package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recipes compared over their seeds, and the runs that are missing for it queued. */
final class ComparisonIT {
    private static final int SEEDS = 6;

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @SuppressWarnings("NullAway.Init")
    private static String experiment;

    private static final List<String> FIRST = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
        JsonNode created = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("seeds", "a", "b"))
                .body());
        experiment = created.path("id").textValue();
        for (int i = 0; i < 2; i++) FIRST.add(created.at("/runs/" + i + "/id").textValue());
        List<String> further = new ArrayList<>();
        for (int seed = 2; seed <= SEEDS; seed++) {
            further.add(copy(FIRST.get(0), "{\"seed\":" + seed + "}"));
            further.add(copy(FIRST.get(1), "{\"seed\":" + seed + ",\"batchSize\":10}"));
        }
        further.add(copy(FIRST.get(1), "{\"batchSize\":10}"));
        HttpResponse<String> added = add("{\"runs\":[" + String.join(",", further) + "]}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        api.sql("UPDATE run SET status = 'completed' WHERE name <> 'b'");
        api.sql("INSERT INTO metric (name) VALUES ('test_accuracy'), ('test_loss')");
        // Of each seed the runs with batches of 10 are better by a hundredth; the last epoch is worse than the best.
        api.sql("INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch) "
                + "SELECT r.id, m.id, v.value, 3, v.value, v.value, v.value + 0.1, 2 FROM run r "
                + "CROSS JOIN metric m CROSS JOIN LATERAL (SELECT 0.5 + 0.02 * (r.parameters ->> 'seed')::int "
                + "+ CASE WHEN r.parameters ->> 'batchSize' = '10' THEN 0.01 ELSE 0 END AS value) v "
                + "WHERE r.status = 'completed'");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String copy(String run, String changes) {
        return "{\"from\":\"" + run + "\",\"changes\":" + changes + "}";
    }

    private static HttpResponse<String> add(String body) throws Exception {
        return api.post("/api/v1/experiments/" + experiment + "/runs", body);
    }

    private static JsonNode compared(String question) throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/comparison?" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        OpenApiIT.assertValid("/api/v1/comparison", "get", "200", answer.body());
        return TestApi.tree(answer.body());
    }

    @Test
    void recipesAreComparedOverTheirSeeds() throws Exception {
        JsonNode comparison = compared("experiment=" + experiment);

        assertThat(comparison.path("metric").textValue()).isEqualTo("test_accuracy");
        assertThat(comparison.path("leftOut").intValue()).isEqualTo(1);
        assertThat(comparison.at("/recipes/0/settings/batchSize").textValue()).isEqualTo("10");
        assertThat(comparison.at("/recipes/0/runs")).hasSize(SEEDS);
        assertThat(comparison.at("/differences/0/verdict").textValue()).isEqualTo("worse");
        assertThat(comparison.at("/differences/0/pairs").intValue()).isEqualTo(SEEDS);
        assertThat(comparison.at("/differences/0/p").doubleValue()).isEqualTo(1 / 32.0);
        assertThat(comparison.at("/testSet/images").intValue()).isPositive();
        assertThat(comparison.at("/effects/0/settings/0").textValue()).isEqualTo("batchSize");
        assertThat(comparison.at("/effects/0/blocks").intValue()).isEqualTo(SEEDS);
    }

    @Test
    void anErrorIsTheBetterTheLessItIs() throws Exception {
        JsonNode comparison =
                compared("metric=test_loss&value=best&reference=" + FIRST.get(0) + "&experiment=" + experiment);

        assertThat(comparison.path("lowerIsBetter").booleanValue()).isTrue();
        assertThat(comparison.at("/recipes/0/settings/batchSize").textValue()).isNotEqualTo("10");
        assertThat(comparison.at("/recipes/0/mean").doubleValue()).isGreaterThan(0.66);
        assertThat(comparison.path("testSet").isNull()).isTrue();
    }

    @Test
    void runsWithoutResultsAreNothingToCompare() throws Exception {
        assertThat(compared("metric=none&experiment=" + experiment).path("recipes"))
                .isEmpty();
        assertThat(compared("runs=" + FIRST.get(1)).path("leftOut").intValue()).isEqualTo(1);
    }

    @Test
    void whatIsAskedWronglyIsNamed() throws Exception {
        assertThat(api.get("/api/v1/comparison?by=colour&experiment=" + experiment)
                        .body())
                .contains("'colour', which no run has");
        assertThat(api.get("/api/v1/comparison?reference=" + FIRST.get(1) + "&experiment=" + experiment)
                        .body())
                .contains("none of the completed runs");
        assertThat(api.get("/api/v1/comparison?value=mean&experiment=" + experiment)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void furtherRunsAreCalledAfterWhatIsDifferent() throws Exception {
        JsonNode runs = TestApi.tree(
                        api.get("/api/v1/experiments/" + experiment).body())
                .path("runs");

        assertThat(runs.findValuesAsText("name")).contains("a, seed 2", "b, seed 2, batchSize 10", "b, batchSize 10");
        HttpResponse<String> again = add("{\"runs\":[" + copy(FIRST.get(0), "{\"seed\":2}") + "]}");
        JsonNode added = TestApi.tree(again.body()).path("runs");
        assertThat(added.get(added.size() - 1).path("name").textValue()).isEqualTo("a, seed 2 (2)");
        api.sql("DELETE FROM run WHERE name = 'a, seed 2 (2)'");
    }

    @Test
    void everyWrongFieldOfAFurtherRunIsNamed() throws Exception {
        HttpResponse<String> refused = add("{\"runs\":[" + copy("nobody", "{}") + ","
                + copy(FIRST.get(0), "{\"epochs\":0,\"colour\":1}") + "," + copy(FIRST.get(0), "7") + ","
                + copy("", "{}") + ",{\"from\":7,\"changes\":{}},{\"changes\":{}}]}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(TestApi.tree(refused.body()).path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "runs[0].from",
                        "runs[1].changes.colour",
                        "runs[2].changes",
                        "runs[3].from",
                        "runs[4].from",
                        "runs[5].from");
        assertThat(add("{\"runs\":[{\"from\":\"" + FIRST.get(0) + "\",\"name\":\"a\",\"changes\":{}}]}")
                        .body())
                .contains("runs[0].name", "another run is called 'a' too");
        assertThat(add("{\"runs\":[]}").body()).contains("must have at least one run");
        assertThat(api.post("/api/v1/experiments/nobody/runs", "{\"runs\":[" + copy(FIRST.get(0), "{}") + "]}")
                        .statusCode())
                .isEqualTo(404);
    }
}
