package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in groups, in the order of their best values, and ways of looking at them that are saved. */
final class GroupIT {
    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    /** One run each of batches of 10 and 20, two seeds each, and one run without a metric. */
    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
        JsonNode created = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("groups", "a"))
                .body());
        String run = created.at("/runs/0/id").textValue();
        List<String> copies = new ArrayList<>();
        for (int batch : List.of(10, 20))
            for (int seed : List.of(2, 3))
                copies.add("{\"from\":\"%s\",\"changes\":{\"seed\":%d,\"batchSize\":%d}}".formatted(run, seed, batch));
        HttpResponse<String> added = api.post(
                "/api/v1/experiments/" + created.path("id").textValue() + "/runs",
                "{\"runs\":[" + String.join(",", copies) + "]}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        api.sql("UPDATE run SET status = 'completed' WHERE name <> 'a'");
        api.sql("INSERT INTO run_tag (run_id, name, value) "
                + "SELECT id, 'phase', 'it''s one' FROM run WHERE parameters ->> 'seed' = '2'");
        api.sql("INSERT INTO metric (name) VALUES ('test_accuracy')");
        // 0.12 and 0.13 of batches of 10; of those of 20 one is no number. The best values are the other way round.
        api.sql("INSERT INTO run_metric (run_id, metric_id, last, last_epoch, min, max, best, best_epoch) "
                + "SELECT r.id, m.id, v.last, 3, 0, 1, 1 - v.last, 2 FROM run r CROSS JOIN metric m CROSS JOIN LATERAL ("
                + "SELECT CASE WHEN r.parameters ->> 'batchSize' = '20' AND r.parameters ->> 'seed' = '3' THEN 'NaN'::float8 "
                + "ELSE (r.parameters ->> 'batchSize')::float8 / 100 + (r.parameters ->> 'seed')::float8 / 100 END AS last) v "
                + "WHERE r.status = 'completed'");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static JsonNode groups(String question) throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/groups?" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        OpenApiIT.assertValid("/api/v1/groups", "get", "200", answer.body());
        return TestApi.tree(answer.body());
    }

    private static JsonNode group(JsonNode groups, String value) {
        for (JsonNode group : groups.path("items"))
            if (group.path("values").toString().equals(value)) return group;
        throw new AssertionError("no " + value + " in " + groups);
    }

    @Test
    void meanDeviationAndCountAreOfTheNumbersThatThereAre() throws Exception {
        JsonNode groups = groups("by=params.batchSize&metrics=test_accuracy,no_metric&filter=status='completed'");

        JsonNode ten = group(groups, "[10]");
        assertThat(ten.path("runs").intValue()).isEqualTo(2);
        assertThat(ten.path("completed").intValue()).isEqualTo(2);
        JsonNode last = ten.at("/metrics/test_accuracy/last");
        assertThat(last.path("mean").doubleValue()).isCloseTo(0.125, within(1e-12));
        assertThat(last.path("deviation").doubleValue()).isCloseTo(0.01 / Math.sqrt(2), within(1e-12));
        assertThat(last.path("min").doubleValue()).isCloseTo(0.12, within(1e-12));
        JsonNode twenty = group(groups, "[20]").at("/metrics/test_accuracy/last");
        assertThat(twenty.path("runs").intValue()).isEqualTo(1);
        assertThat(twenty.path("mean").doubleValue()).isCloseTo(0.22, within(1e-12));
        assertThat(twenty.path("deviation").isNull()).isTrue();
        assertThat(groups.path("items")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "params.batchSize",
                "tags.phase",
                "status",
                "experiment.name",
                "device",
                "params.seed,params.batchSize",
                "params.\"no such\"",
                "starred,tags.phase,priority"
            })
    void filterOfAGroupFindsItsRuns(String by) throws Exception {
        JsonNode groups = groups("by=" + encoded(by));

        int all = 0;
        for (JsonNode group : groups.path("items")) {
            String filter = group.path("filter").textValue();
            JsonNode found = api.json("/api/v1/runs?fields=id&filter=" + encoded(filter));
            assertThat(found.path("items"))
                    .as(filter)
                    .hasSize(group.path("runs").intValue());
            all += group.path("runs").intValue();
        }
        assertThat(all).isEqualTo(5);
    }

    @Test
    void smallestGroupsAreLeftOutWhereThereAreTooMany() throws Exception {
        JsonNode groups = groups("by=tags.phase&limit=1");

        assertThat(groups.at("/items/0/values/0").isNull()).isTrue();
        assertThat(groups.path("items")).hasSize(1);
        assertThat(groups.path("more").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics.test_accuracy | is nothing that several runs have in common",
                "name                  | is nothing that several runs have in common",
                "colour                | is nothing that runs have",
                "a = 1                 | is nothing that runs have",
            })
    void whatRunsHaveNotInCommonIsRefused(String by, String why) throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/groups?by=" + encoded(by));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(why, "params.NAME, tags.NAME, device");
    }

    @ParameterizedTest
    @CsvSource({"best.test_accuracy, 0.78", "-best.test_accuracy, 0.88"})
    void runsAreListedByTheirBestValue(String order, double first) throws Exception {
        JsonNode page = api.json("/api/v1/runs?limit=2&fields=metric.test_accuracy&sort=" + order);
        JsonNode next = api.json("/api/v1/runs?limit=4&sort=" + order + "&after="
                + page.path("next").textValue());

        // What has no value, or none that is a number, comes last in both directions.
        assertThat(page.findValuesAsText("best")).contains(Double.toString(first));
        assertThat(next.path("items")).hasSize(3);
        assertThat(List.of(
                        next.at("/items/1/name").textValue(),
                        next.at("/items/2/name").textValue()))
                .containsExactlyInAnyOrder("a", "a, seed 3, batchSize 20");
    }

    @Test
    void longPagesHaveFewFields() throws Exception {
        assertThat(api.get("/api/v1/runs?limit=5000&fields=name,status,param.seed")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/runs?limit=501&fields=name,parameters").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/runs?limit=501").statusCode()).isEqualTo(400);
    }

    @Test
    void viewIsSavedReplacedAndDeleted() throws Exception {
        String name = "ResNet / 卷積 'a'";
        assertThat(save(name, "/runs", "filter=epochs+%3E+1&columns=name").statusCode())
                .isEqualTo(204);
        assertThat(save(name, "/experiments/0abc", "group=params.lr").statusCode())
                .isEqualTo(204);

        HttpResponse<String> views = api.get("/api/v1/views");

        OpenApiIT.assertValid("/api/v1/views", "get", "200", views.body());
        JsonNode items = TestApi.tree(views.body()).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/name").textValue()).isEqualTo(name);
        assertThat(items.at("/0/path").textValue()).isEqualTo("/experiments/0abc");
        assertThat(items.at("/0/query").textValue()).isEqualTo("group=params.lr");
        assertThat(api.send("DELETE", "/api/v1/views?name=" + encoded(name)).statusCode())
                .isEqualTo(204);
        assertThat(api.send("DELETE", "/api/v1/views?name=" + encoded(name)).statusCode())
                .isEqualTo(404);
        assertThat(api.json("/api/v1/audit").at("/items/0/action").textValue()).isEqualTo("view.delete");
    }

    @ParameterizedTest
    @CsvSource({
        "'', /runs, a=b, name",
        "x, //evil.example, a=b, path",
        "x, /runs/0abc, a=b, path",
        "x, /runs, a=b#c, query",
    })
    void viewOfNoPageIsRefused(String name, String path, String query, String field) throws Exception {
        HttpResponse<String> answer = save(name, path, query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestApi.tree(answer.body()).at("/errors/0/field").textValue())
                .isEqualTo(field);
    }

    private static HttpResponse<String> save(String name, String path, String query) throws Exception {
        return api.send(
                "PUT",
                "/api/v1/views",
                "{\"name\":\"%s\",\"path\":\"%s\",\"query\":\"%s\"}".formatted(name, path, query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
