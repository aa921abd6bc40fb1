package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pausing, resuming and retrying, one by one and many at once. */
final class RunControlIT {
    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @SuppressWarnings("NullAway.Init")
    private String one;

    @SuppressWarnings("NullAway.Init")
    private String two;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void queue() throws Exception {
        api.sql("DELETE FROM experiment");
        JsonNode experiment = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("control", "one", "two"))
                .body());
        one = experiment.at("/runs/0/id").textValue();
        two = experiment.at("/runs/1/id").textValue();
    }

    @Test
    void waitingRunIsPausedAtOnceAndKeepsItsPlace() throws Exception {
        assertThat(move(one, "pause", "").path("status").textValue()).isEqualTo("paused");
        assertThat(move(one, "pause", "").path("status").intValue()).isEqualTo(409);
        assertThat(shown(two).at("/queue/ahead").intValue()).isZero();

        assertThat(move(one, "resume", "").path("status").textValue()).isEqualTo("queued");

        assertThat(shown(two).at("/queue/ahead").intValue()).isEqualTo(1);
        assertThat(move(one, "resume", "").path("status").intValue()).isEqualTo(409);
    }

    @Test
    void pausedRunIsCancelledAndDeleted() throws Exception {
        move(one, "pause", "");
        move(two, "pause", "");

        assertThat(move(one, "cancel", "").path("status").textValue()).isEqualTo("cancelled");
        bulk("{\"action\": \"delete\", \"filter\": \"status = 'paused'\"}");

        assertThat(api.get("/api/v1/runs/" + two).statusCode()).isEqualTo(404);
    }

    @Test
    void failedRunIsQueuedAgainWithoutItsFailure() throws Exception {
        fail(one);

        JsonNode again = move(one, "retry", "{\"from\": \"start\"}");

        assertThat(again.path("status").textValue()).isEqualTo("queued");
        assertThat(again.path("failure").isNull()).isTrue();
        assertThat(again.path("endedAt").isNull()).isTrue();
        assertThat(again.path("startedAt").isNull()).isTrue();
        assertThat(move(one, "retry", "{}").path("status").intValue()).isEqualTo(409);
        assertThat(api.json("/api/v1/audit").at("/items/0/action").textValue()).isEqualTo("run.retry");
    }

    @Test
    void retryFromNowhereIsRefusedByName() throws Exception {
        fail(one);

        assertThat(move(one, "retry", "{\"from\": \"yesterday\"}")
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("from");
        assertThat(bulk("{\"action\": \"cancel\", \"runs\": [\"a\"], \"from\": \"start\"}")
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("from");
    }

    @Test
    void runsThatHaveEndedAreExtended() throws Exception {
        fail(one);

        assertThat(move(one, "extend", "{}").at("/errors/0/field").textValue()).isEqualTo("moreEpochs");
        assertThat(move(one, "extend", "{\"moreEpochs\": 100000}")
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("epochs");
        assertThat(move(two, "extend", "{\"moreEpochs\": 1}").path("status").intValue())
                .isEqualTo(409);
        int before = shown(one).path("epochs").intValue();
        String many = "{\"action\": \"extend\", \"filter\": \"created > -1d\", \"moreEpochs\": 2%s}";
        assertThat(bulk(many.formatted(", \"preview\": true")).path("matched").intValue())
                .isEqualTo(1);
        assertThat(bulk(many.formatted("")).path("done").intValue()).isEqualTo(1);

        JsonNode extended = shown(one);
        assertThat(extended.path("status").textValue()).isEqualTo("queued");
        assertThat(extended.path("epochs").intValue()).isEqualTo(before + 2);
        assertThat(extended.at("/spec/epochs").intValue()).isEqualTo(before + 2);
        assertThat(extended.path("spec").has("extendedAfter")).isFalse();
        assertThat(api.json("/api/v1/audit").at("/items/0/detail").textValue()).isEqualTo("2 more epochs");
        assertThat(bulk("{\"action\": \"cancel\", \"runs\": [\"a\"], \"moreEpochs\": 2}")
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("moreEpochs");
    }

    @Test
    void queueTellsOrderAndWhatIsExpectedFromWhatWasObserved() throws Exception {
        JsonNode done = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("before", "done"))
                .body());
        api.sql(
                "UPDATE run SET status = 'completed', attempt_count = 1, started_at = now() - 60 * interval '1 second',"
                        + " ended_at = now() WHERE run_id = ?",
                done.at("/runs/0/id").textValue());
        api.sql("UPDATE run SET epochs = 3");
        api.sql("UPDATE run SET priority = 1 WHERE run_id = ?", two);
        assertThat(api.json("/api/v1/queue").at("/items/0/startsInSeconds").isNull())
                .isTrue();

        api.sql(
                "INSERT INTO worker (name, host, device, version, slots, busy, state, first_seen_at, last_seen_at, change)"
                        + " VALUES ('w', 'h', 'd', '1', 1, 0, 'live', now(), now(), CHANGE)");
        JsonNode queue = api.json("/api/v1/queue");
        api.sql("DELETE FROM worker");

        assertThat(queue.path("items").findValuesAsText("id")).containsSubsequence(two, one);
        assertThat(queue.at("/items/0/startsInSeconds").doubleValue()).isZero();
        assertThat(queue.at("/items/1/startsInSeconds").doubleValue()).isEqualTo(60);
        assertThat(queue.path("waiting").intValue()).isEqualTo(2);
    }

    @Test
    void queueTellsForWhichLimitARunWaits() throws Exception {
        String experiment = shown(one).at("/experiment/id").textValue();

        assertThat(limit(experiment, -1).at("/errors/0/field").textValue()).isEqualTo("maxRunning");
        assertThat(limit(experiment, 1).path("maxRunning").intValue()).isEqualTo(1);
        JsonNode items = api.json("/api/v1/queue").path("items");
        assertThat(items.at("/0/limit").isNull()).isTrue();
        assertThat(items.at("/1/limit").toString()).isEqualTo("{\"of\":\"experiment\",\"name\":\"control\",\"max\":1}");
        assertThat(items.at("/1/startsInSeconds").isNull()).isTrue();

        api.sql("UPDATE run SET status = 'running' WHERE run_id = ?", one);

        assertThat(shown(two).at("/queue/limit/max").intValue()).isEqualTo(1);
        assertThat(limit(experiment, 0).path("maxRunning").isNull()).isTrue();
        assertThat(shown(two).at("/queue/limit").isNull()).isTrue();
    }

    private static JsonNode limit(String experiment, int runs) throws Exception {
        return TestApi.tree(api.patch("/api/v1/experiments/" + experiment, "{\"maxRunning\": %d}".formatted(runs))
                .body());
    }

    @Test
    void runsMoveToAnotherExperimentAndBack() throws Exception {
        JsonNode other = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("other", "one"))
                .body());
        String from = shown(one).at("/experiment/id").textValue();
        String to = "{\"action\": \"move\", \"runs\": [\"%s\", \"%s\"], \"experiment\": \"%s\"}"
                .formatted(one, two, other.path("id").textValue());

        assertThat(bulk(to).toString()).contains("\"done\":2", "\"renamed\":1");
        assertThat(bulk(to).path("done").intValue()).isZero();

        assertThat(shown(one).path("name").textValue()).isEqualTo("one (2)");
        assertThat(shown(two).at("/experiment/name").textValue()).isEqualTo("other");
        assertThat(api.json("/api/v1/experiments/" + from).path("runs")).isEmpty();
        assertThat(api.json("/api/v1/experiments/" + other.path("id").textValue())
                        .at("/counts/queued")
                        .intValue())
                .isEqualTo(3);
        assertThat(api.get("/api/v1/runs?text=other").body()).contains(one);
        String back = "{\"action\": \"move\", \"runs\": [\"%s\"], \"experiment\": \"%s\"}".formatted(one, from);
        assertThat(bulk(back).path("done").intValue()).isEqualTo(1);
        assertThat(shown(one).path("name").textValue()).isEqualTo("one");
        assertThat(api.json("/api/v1/audit").at("/items/0/action").textValue()).isEqualTo("runs.move");
    }

    @Test
    void newExperimentIsMadeWithTheFirstRunsThatMoveThere() throws Exception {
        String move = "{\"action\": \"move\", \"filter\": \"name = '%s'\", \"newExperiment\": \"best ones\"%s}";

        assertThat(bulk(move.formatted("none of that name", "")).path("done").intValue())
                .isZero();
        assertThat(bulk(move.formatted("two", ", \"preview\": true"))
                        .path("matched")
                        .intValue())
                .isEqualTo(1);
        assertThat(api.get("/api/v1/experiments").body()).doesNotContain("best ones");
        String made = bulk(move.formatted("two", "")).path("experiment").textValue();

        assertThat(api.json("/api/v1/experiments/" + made).path("name").textValue())
                .isEqualTo("best ones");
        assertThat(shown(two).at("/experiment/id").textValue()).isEqualTo(made);
        assertThat(bulk(move.formatted("two", ", \"after\": \"MQ\""))
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("newExperiment");
        assertThat(bulk(move.formatted("two", ", \"experiment\": \"x\""))
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("experiment");
        assertThat(bulk("{\"action\": \"move\", \"runs\": [\"%s\"], \"experiment\": \"none\"}".formatted(one))
                        .path("status")
                        .intValue())
                .isEqualTo(404);
    }

    @Test
    void manyAreMovedWhereTheirStatusAdmitsIt() throws Exception {
        fail(one);

        assertThat(bulk("{\"action\": \"pause\", \"filter\": \"created > -1d\", \"preview\": true}")
                        .path("matched")
                        .intValue())
                .isEqualTo(1);
        assertThat(bulk("{\"action\": \"pause\", \"filter\": \"created > -1d\"}")
                        .path("done")
                        .intValue())
                .isEqualTo(1);
        assertThat(bulk("{\"action\": \"retry\", \"filter\": \"created > -1d\", \"from\": \"best\"}")
                        .path("done")
                        .intValue())
                .isEqualTo(1);
        assertThat(bulk("{\"action\": \"resume\", \"filter\": \"created > -1d\"}")
                        .path("done")
                        .intValue())
                .isEqualTo(1);
        assertThat(shown(one).path("status").textValue()).isEqualTo("queued");
        assertThat(shown(two).path("status").textValue()).isEqualTo("queued");
    }

    private static void fail(String run) {
        api.sql(
                "UPDATE run SET status = 'failed', failure_kind = 'numeric', failure_message = 'NaN', started_at = now(),"
                        + " ended_at = now() WHERE run_id = ?",
                run);
    }

    private static JsonNode shown(String run) throws Exception {
        return api.json("/api/v1/runs/" + run);
    }

    private static JsonNode move(String run, String move, String body) throws Exception {
        return TestApi.tree(api.post("/api/v1/runs/" + run + "/" + move, body).body());
    }

    private static JsonNode bulk(String body) throws Exception {
        return TestApi.tree(api.post("/api/v1/bulk/runs", body).body());
    }
}
