package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.testkit.TestServices;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs that are trained elsewhere and told of over HTTP, beside those that workers train. */
final class ExternalRunIT {
    private static final String RUNS = "/api/v1/runs";
    private static String database;
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        database = TestServices.freshDatabase();
        api = TestApi.on(database);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void runThatIsToldOfStandsWhereTrainedOnesDo() throws Exception {
        String first = created("""
                {"experiment": "elsewhere", "name": "adam, first", "seed": 1, "note": "from a *notebook*", "tags": {"phase": "a"},
                 "parameters": {"optimizer": {"name": "adam", "lr": 0.01}, "betas": [0.9, 0.99], "amp": true},
                 "source": {"commit": "c0ffee", "user": "ada"}}""");
        told(first, 0, "\"loss/train\": 2.5, \"val.f1\": 0.25");
        told(first, 7, "\"loss/train\": 0.5, \"val.f1\": 0.75");

        JsonNode run = api.json(RUNS + "/" + first);
        assertThat(run.path("origin").textValue()).isEqualTo("external");
        assertThat(run.path("status").textValue()).isEqualTo("running");
        assertThat(run.path("heardAt").textValue()).isNotEmpty();
        assertThat(run.path("parameters"))
                .hasToString(
                        "{\"amp\":true,\"seed\":1,\"betas\":\"[0.9,0.99]\",\"optimizer.lr\":0.01,\"optimizer.name\":\"adam\"}");
        assertThat(run.path("source")).hasToString("{\"user\":\"ada\",\"commit\":\"c0ffee\"}");
        assertThat(run.at("/metrics/loss~1train/best").doubleValue()).isEqualTo(0.5);
        assertThat(run.at("/metrics/val.f1/bestEpoch").intValue()).isEqualTo(7);
        assertThat(run.path("spec").isNull()).isTrue();
        assertThat(run.path("epochs").isNull()).isTrue();

        assertThat(found("metrics.\"loss/train\" < 1 AND params.optimizer.lr = 0.01 AND tags.phase = 'a'"))
                .containsExactly(first);
        assertThat(found("origin = 'external' AND heard > -1h AND metrics.val.f1.max >= 0.75"))
                .contains(first);
        assertThat(api.json("/api/v1/search/completions?filter=metrics.los&at=11")
                        .toString())
                .contains("loss/train");
        assertThat(api.json("/api/v1/metrics?runs=" + first + "&names=loss/train")
                        .at("/runs/" + first + "/loss~1train/epochs"))
                .hasToString("[0,7]");
        assertThat(api.get("/api/v1/reports/comparison.csv?runs=" + first).body())
                .contains("metric.loss/train.final", "param.optimizer.lr", "external");
        assertThat(api.get("/api/v1/reports/comparison.csv?shape=history&runs=" + first)
                        .body())
                .contains("loss/train,7,0.5");
    }

    @Test
    void recipesAreComparedOverTheirSeeds() throws Exception {
        for (int seed = 1; seed <= 3; seed++)
            for (double lr : new double[] {0.1, 0.01}) {
                String run = created(
                        "{\"experiment\": \"recipes\", \"seed\": " + seed + ", \"parameters\": {\"lr\": " + lr + "}}");
                told(run, 1, "\"val_acc\": " + (lr + seed / 1000.0));
                assertThat(end(run, "{\"status\": \"completed\"}").statusCode()).isEqualTo(200);
            }

        JsonNode comparison = api.json("/api/v1/comparison?filter=" + encoded("experiment.name = 'recipes'"));

        assertThat(comparison.path("metric").textValue()).isEqualTo("val_acc");
        assertThat(comparison.path("recipes")).hasSize(2);
        assertThat(comparison.at("/recipes/0/runs")).hasSize(3);
    }

    @Test
    void repeatedRequestsRepeatNothingAlsoAtAnotherTracker() throws Exception {
        String body = "{\"experiment\": \"twice\", \"name\": \"only one\"}";
        String first = id(api.post(RUNS, body, "Idempotency-Key", "create-1"));
        String points = points(3, "\"loss\": 0.5");
        JsonNode stored = TestApi.tree(api.post(RUNS + "/" + first + "/points", points, "Idempotency-Key", "b-1")
                .body());
        try (TestApi other = TestApi.on(database)) {
            assertThat(id(other.post(RUNS, body, "Idempotency-Key", "create-1")))
                    .isEqualTo(first);
            JsonNode again = TestApi.tree(other.post(RUNS + "/" + first + "/points", points, "Idempotency-Key", "b-1")
                    .body());
            HttpResponse<String> reused =
                    other.post(RUNS + "/" + first + "/points", points(4, "\"loss\": 0.5"), "Idempotency-Key", "b-1");
            // Without a key, a step that is known keeps its first value.
            other.post(RUNS + "/" + first + "/points", points(3, "\"loss\": 0.9"));

            assertThat(stored).hasToString("{\"values\":1,\"repeated\":false}");
            assertThat(again).hasToString("{\"values\":1,\"repeated\":true}");
            assertThat(reused.statusCode()).isEqualTo(422);
            assertThat(other.json("/api/v1/metrics?runs=" + first).at("/runs/" + first + "/loss/values"))
                    .hasToString("[0.5]");
        }
    }

    @Test
    void endedRunIsToldNoMoreUntilItIsReopened() throws Exception {
        String run = created("{\"experiment\": \"ends\"}");
        for (int step = 0; step < 40; step++) told(run, step, "\"loss\": " + (40 - step));
        assertThat(end(run, "{\"status\": \"failed\", \"message\": \"out of memory\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(end(run, "{\"status\": \"failed\"}").statusCode()).isEqualTo(200);
        assertThat(end(run, "{\"status\": \"completed\"}").statusCode()).isEqualTo(409);
        assertThat(api.json(RUNS + "/" + run).at("/failure"))
                .hasToString("{\"kind\":\"external\",\"message\":\"out of memory\"}");
        HttpResponse<String> late = api.post(RUNS + "/" + run + "/points", points(40, "\"loss\": 1"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("reopen");

        HttpResponse<String> reopened =
                api.post(RUNS + "/" + run + "/reopen", "{\"afterStep\": 19}", "Idempotency-Key", "open-1");
        told(run, 20, "\"loss\": 0.5");
        api.post(RUNS + "/" + run + "/reopen", "{\"afterStep\": 19}", "Idempotency-Key", "open-1");

        assertThat(TestApi.tree(reopened.body()).path("status").textValue()).isEqualTo("running");
        JsonNode now = api.json(RUNS + "/" + run);
        assertThat(now.path("attempt").intValue()).isEqualTo(2);
        assertThat(now.path("failure").isNull()).isTrue();
        assertThat(now.at("/metrics/loss/last").doubleValue()).isEqualTo(0.5);
        assertThat(api.json("/api/v1/metrics?runs=" + run).at("/runs/" + run + "/loss/epochs"))
                .hasSize(21);
        assertThat(api.json(RUNS + "/" + run + "/metrics?attempt=1").at("/series/loss/epochs"))
                .hasSize(40);
    }

    @Test
    void whatOnlyAWorkerCanDoIsRefusedWithTheReason() throws Exception {
        String run = created("{\"experiment\": \"moves\"}");
        for (String move : List.of("pause", "resume"))
            assertThat(api.send("POST", RUNS + "/" + run + "/" + move).body()).contains("trained elsewhere");
        assertThat(api.post(RUNS + "/" + run + "/extend", "{\"moreEpochs\": 3}").body())
                .contains("trained elsewhere");
        assertThat(api.send("POST", RUNS + "/" + run + "/cancel").statusCode()).isEqualTo(202);
        assertThat(api.json(RUNS + "/" + run).path("status").textValue()).isEqualTo("cancelled");
        assertThat(api.post(RUNS + "/" + run + "/retry", "{}").body()).contains("trained elsewhere");
        String counted = api.post(
                        "/api/v1/bulk/runs",
                        "{\"action\": \"retry\", \"preview\": true, \"filter\": \"experiment.name = 'moves'\"}")
                .body();
        assertThat(TestApi.tree(counted).path("matched").intValue()).isZero();
        assertThat(api.send("DELETE", RUNS + "/" + run).statusCode()).isEqualTo(204);
        assertThat(api.post(RUNS + "/" + run + "/points", points(1, "\"loss\": 1"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsNoNumberIsStoredAndFitsNoComparison() throws Exception {
        String run = created("{\"experiment\": \"numbers\"}");
        told(run, 1, "\"loss\": 3, \"acc\": \"NaN\", \"grad\": \"-Infinity\"");
        told(run, 2, "\"loss\": \"NaN\", \"acc\": 0.5");

        JsonNode metrics = api.json(RUNS + "/" + run).path("metrics");
        assertThat(metrics.at("/loss/last").isNull()).isTrue();
        assertThat(metrics.at("/loss/max").doubleValue()).isEqualTo(3);
        assertThat(metrics.at("/loss/best").doubleValue()).isEqualTo(3);
        assertThat(metrics.at("/acc/best").doubleValue()).isEqualTo(0.5);
        assertThat(found("experiment.name = 'numbers' AND metrics.loss > 0")).isEmpty();
        assertThat(found("experiment.name = 'numbers' AND metrics.grad < 0")).isEmpty();
        assertThat(api.get("/api/v1/reports/comparison.csv?shape=history&runs=" + run)
                        .body())
                .contains("loss,2,NaN", "grad,1,-Infinity");
    }

    @Test
    void mistakesAreNamedByTheirFieldsAndStoreNothing() throws Exception {
        String run = created("{\"experiment\": \"mistakes\", \"name\": \"one\"}");
        assertThat(
                        refused(
                                run,
                                "{\"points\": [{\"step\": 1, \"values\": {\"a\": 1}}, {\"step\": -1, \"values\": {\"a\": 1}}]}"))
                .contains("points[1].step");
        assertThat(refused(run, points(1, "\"a,b\": 1"))).contains("points[0].values.a,b");
        assertThat(refused(run, points(1, "\"a\": \"nan\""))).contains("Infinity");
        assertThat(refused(run, points(1, "\"a\": 1e999"))).contains("points[0].values.a");
        assertThat(refused(run, "{\"points\": [{\"step\": 1, \"time\": \"now\", \"values\": {\"a\": 1}}]}"))
                .contains("points[0].time");
        assertThat(api.json(RUNS + "/" + run).path("metrics")).isEmpty();
        assertThat(api.post(RUNS, "{\"experiment\": \"mistakes\", \"name\": \"one\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.post(RUNS, "{\"experiment\": \"m\", \"parameters\": {\"a\": {\"b\": 1}, \"a.b\": 2}}")
                        .body())
                .contains("parameters.a.b", "twice");
        assertThat(api.post(RUNS, "{\"name\": \"m\"}").body()).contains("experimentId");
    }

    @Test
    void runOfAWorkerTakesNoPointsOverHttp() throws Exception {
        JsonNode experiment = TestApi.tree(
                api.post("/api/v1/experiments", Bodies.experiment("own", "row")).body());
        String run = experiment.at("/runs/0/id").textValue();

        assertThat(api.post(RUNS + "/" + run + "/points", points(1, "\"loss\": 1"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(end(run, "{\"status\": \"failed\"}").statusCode()).isEqualTo(409);
        assertThat(api.post(RUNS + "/" + run + "/reopen", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void pointsReachWhoWatches() throws Exception {
        String run = created("{\"experiment\": \"watched\"}");
        try (Stream<String> lines = api.stream("/api/v1/stream?runs=" + run)) {
            told(run, 5, "\"loss/train\": 0.125");

            assertThat(lines.filter(line -> line.contains("loss/train") && line.contains("0.125"))
                            .findFirst())
                    .isPresent();
        }
    }

    @Test
    void latePointsAreInTheirBucketsAndSummaries() throws Exception {
        String run = created("{\"experiment\": \"late\"}");
        StringBuilder many = new StringBuilder();
        for (int step = 0; step < 600; step++)
            if (step != 100)
                many.append(many.isEmpty() ? "" : ",")
                        .append("{\"step\": ")
                        .append(step)
                        .append(", \"values\": {\"loss\": 1}}");
        api.post(RUNS + "/" + run + "/points", "{\"points\": [" + many + "]}");
        told(run, 100, "\"loss\": 50");

        JsonNode series = api.json("/api/v1/metrics?maxPoints=4&runs=" + run).at("/runs/" + run + "/loss");
        assertThat(series.path("max").toString()).contains("50.0");
        assertThat(api.json(RUNS + "/" + run).at("/metrics/loss/max").doubleValue())
                .isEqualTo(50);
        assertThat(api.json(RUNS + "/" + run).at("/metrics/loss/last").doubleValue())
                .isEqualTo(1);
    }

    @Test
    void runMovesToAnotherExperiment() throws Exception {
        String run = created("{\"experiment\": \"elsewhere\", \"name\": \"to be moved\"}");
        String move = "{\"action\": \"move\", \"runs\": [\"%s\"], \"newExperiment\": \"papers\"}".formatted(run);

        assertThat(api.post("/api/v1/bulk/runs", move).body()).contains("\"done\":1");

        assertThat(api.json(RUNS + "/" + run).at("/experiment/name").textValue())
                .isEqualTo("papers");
    }

    private static String created(String body) throws Exception {
        return id(api.post(RUNS, body));
    }

    private static String id(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestApi.tree(answer.body()).path("id").textValue();
    }

    private static String points(int step, String values) {
        return "{\"points\": [{\"step\": " + step + ", \"values\": {" + values + "}}]}";
    }

    private static void told(String run, int step, String values) throws Exception {
        HttpResponse<String> answer = api.post(RUNS + "/" + run + "/points", points(step, values));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String refused(String run, String body) throws Exception {
        HttpResponse<String> answer = api.post(RUNS + "/" + run + "/points", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }

    private static HttpResponse<String> end(String run, String body) throws Exception {
        return api.post(RUNS + "/" + run + "/finish", body);
    }

    private static List<String> found(String filter) throws Exception {
        return api.json(RUNS + "?fields=id&filter=" + encoded(filter))
                .path("items")
                .valueStream()
                .map(run -> run.path("id").textValue())
                .toList();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
