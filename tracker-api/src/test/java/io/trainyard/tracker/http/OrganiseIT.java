package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.storage.WorkerRepository;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write beside runs and experiments, one by one and many at once. */
final class OrganiseIT {
    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @SuppressWarnings("NullAway.Init")
    private JsonNode experiment;

    @SuppressWarnings("NullAway.Init")
    private String run;

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
        api.sql("DELETE FROM worker");
        experiment = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("sweep", "one", "two", "three"))
                .body());
        run = experiment.at("/runs/0/id").textValue();
    }

    @Test
    void whatIsWrittenBesideARunIsShownAndFound() throws Exception {
        long before = api.json("/api/v1/runs/" + run).path("change").longValue();

        JsonNode edited = TestApi.tree(patch("/api/v1/runs/" + run, """
                {"name": " best ", "note": "look *here*", "starred": true, "tags": {"phase": "it's a", "paper": "one"}}
                """).body());

        assertThat(edited.path("name").textValue()).isEqualTo("best");
        assertThat(edited.path("starred").booleanValue()).isTrue();
        assertThat(edited.path("tags").toString()).isEqualTo("{\"paper\":\"one\",\"phase\":\"it's a\"}");
        assertThat(edited.path("change").longValue()).isGreaterThan(before);
        assertThat(api.json("/api/v1/runs/" + run).path("note").textValue()).isEqualTo("look *here*");
        assertThat(ids("starred = true AND tags.phase = 'it''s a' AND text ILIKE '%best%'"))
                .isEqualTo("[\"" + run + "\"]");
        assertThat(api.json("/api/v1/audit").at("/items/0/action").textValue()).isEqualTo("run.edit");
    }

    @Test
    void whatIsNotNamedStaysAndATagWithoutAValueGoes() throws Exception {
        patch("/api/v1/runs/" + run, "{\"starred\": true, \"tags\": {\"a\": \"1\", \"b\": \"2\"}}");

        JsonNode edited = TestApi.tree(patch("/api/v1/runs/" + run, "{\"tags\": {\"a\": null, \"b\": \"3\"}}")
                .body());

        assertThat(edited.path("starred").booleanValue()).isTrue();
        assertThat(edited.path("name").textValue()).isEqualTo("one");
        assertThat(edited.path("tags").toString()).isEqualTo("{\"b\":\"3\"}");
    }

    @Test
    void archivedRunsAreLeftOutUnlessTheyAreAskedFor() throws Exception {
        patch("/api/v1/runs/" + run, "{\"archived\": true}");

        assertThat(api.json("/api/v1/runs").path("items")).hasSize(2);
        assertThat(api.json("/api/v1/runs?archived=true").path("items")).hasSize(3);
        assertThat(api.json("/api/v1/runs?ids=" + run).path("items")).hasSize(1);
        assertThat(ids("epochs > 0")).doesNotContain(run);
        assertThat(ids("archived = true")).isEqualTo("[\"" + run + "\"]");
        patch("/api/v1/runs/" + run, "{\"archived\": false}");
        assertThat(api.json("/api/v1/runs").path("items")).hasSize(3);
    }

    @Test
    void experimentIsRenamedWithWhatItsRunsAreFoundBy() throws Exception {
        String path = "/api/v1/experiments/" + experiment.path("id").textValue();

        JsonNode edited = TestApi.tree(patch(path, """
                {"name": "digits", "description": "# Why", "starred": true, "archived": true, "tags": {"paper": "one"}}
                """).body());

        assertThat(edited.path("name").textValue()).isEqualTo("digits");
        assertThat(edited.path("description").textValue()).isEqualTo("# Why");
        assertThat(edited.at("/tags/paper").textValue()).isEqualTo("one");
        assertThat(edited.at("/runs/0/experiment/name").textValue()).isEqualTo("digits");
        assertThat(api.json("/api/v1/experiments").path("items")).isEmpty();
        assertThat(api.json("/api/v1/experiments?archived=true").path("items")).hasSize(1);
        assertThat(api.json("/api/v1/runs?text=digits").path("items")).hasSize(3);
    }

    @Test
    void priorityDecidesWhoIsNextAndTheRunTellsHowManyAreAhead() throws Exception {
        String last = experiment.at("/runs/2/id").textValue();
        assertThat(api.json("/api/v1/runs/" + last).at("/queue/ahead").intValue())
                .isEqualTo(2);

        patch("/api/v1/runs/" + last, "{\"priority\": 7}");

        assertThat(api.json("/api/v1/runs/" + last).at("/queue/ahead").intValue())
                .isZero();
        assertThat(api.json("/api/v1/runs/" + run).at("/queue/ahead").intValue())
                .isEqualTo(1);
        assertThat(ids("priority > 5")).isEqualTo("[\"" + last + "\"]");
        patch("/api/v1/experiments/" + experiment.path("id").textValue(), "{\"priority\": -3}");
        assertThat(ids("priority = -3")).contains(run, last);
        api.sql("UPDATE run SET dispatched_at = now() WHERE run_id = ?", run);
        assertThat(api.json("/api/v1/runs/" + run).at("/queue/handedOut").booleanValue())
                .isTrue();
        api.post("/api/v1/runs/" + run + "/cancel", "");
        assertThat(api.json("/api/v1/runs/" + run).path("queue").isNull()).isTrue();
    }

    @Test
    void runThatNoWorkerFitsSaysWhatTheyLackAndIsCountedByItsClass() throws Exception {
        HttpResponse<String> queued = api.post("/api/v1/experiments", """
                {"name": "placed", "runs": [
                  {"name": "gpu", "network": {"preset": "fc2layer"}, "dataset": {"name": "mnist"},
                   "optimizer": {"learningRate": 0.1},
                   "placement": {"class": "cuda", "memoryMebibytes": 64, "labels": {"rack": "a"}}}]}
                """);
        assertThat(queued.statusCode()).as(queued.body()).isEqualTo(201);
        String placed = TestApi.tree(queued.body()).at("/runs/0/id").textValue();

        assertThat(lacking(placed)).isEqualTo("class cuda");
        seen("cpu-1", "cpu", "rack=a", false);
        assertThat(lacking(placed)).isEqualTo("class cuda");
        seen("gpu-1", "cuda:sm_90", "rack=b", false);
        assertThat(lacking(placed)).isEqualTo("class cuda, rack=a");
        seen("gpu-1", "cuda:sm_90", "rack=a,zone=1", true);
        assertThat(api.json("/api/v1/runs/" + placed).at("/queue/lacking").isNull())
                .isTrue();
        assertThat(api.json("/api/v1/runs/" + placed).at("/queue/pausing").intValue())
                .isEqualTo(1);

        JsonNode demand = api.json("/api/v1/queue/demand");
        assertThat(demand.path("wantedSlots").intValue()).isEqualTo(4);
        assertThat(demand.path("idleSlots").intValue()).isEqualTo(1);
        assertThat(demand.path("classes")).hasSize(2);
        assertThat(wanted("any")).isEqualTo(3);
        assertThat(wanted("cuda:sm_90")).isEqualTo(1);
        assertThat(wanted("cuda:sm_90,any")).isEqualTo(4);
        assertThat(wanted("cpu")).isZero();
        assertThat(api.get("/api/v1/queue/demand?class=GPU").statusCode()).isEqualTo(400);
        JsonNode worker = api.json("/api/v1/workers").at("/items/1");
        assertThat(worker.path("deviceClass").textValue()).isEqualTo("cuda:sm_90");
        assertThat(worker.at("/labels/zone").textValue()).isEqualTo("1");
        assertThat(worker.path("pausing").booleanValue()).isTrue();
    }

    private String lacking(String id) throws Exception {
        return api.json("/api/v1/runs/" + id).at("/queue/lacking").textValue();
    }

    private int wanted(String classes) throws Exception {
        return api.json("/api/v1/queue/demand?class=" + classes)
                .path("wantedSlots")
                .intValue();
    }

    private void seen(String name, String deviceClass, String labels, boolean pausing) {
        WorkerProfile profile = new WorkerProfile(new DeviceClass(deviceClass), 1 << 30, Labels.parse(labels));
        WorkerHeartbeat told = Events.heartbeat(name, 1, Optional.of(profile));
        WorkerHeartbeat heartbeat = new WorkerHeartbeat(
                told.worker(),
                told.at(),
                told.host(),
                told.device(),
                told.version(),
                told.slots(),
                told.attempts(),
                told.load(),
                false,
                told.troubles(),
                told.datasets(),
                told.profile(),
                pausing);
        api.database.inTransaction(tx -> {
            new WorkerRepository().seen(tx, heartbeat, tx.now());
            return true;
        });
    }

    @Test
    void nameOfAnotherRunOfTheExperimentIsRefused() throws Exception {
        HttpResponse<String> refused = patch("/api/v1/runs/" + run, "{\"name\": \"two\", \"starred\": true}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestApi.tree(refused.body()).at("/errors/0/field").textValue())
                .isEqualTo("name");
        assertThat(api.json("/api/v1/runs/" + run).path("starred").booleanValue())
                .isFalse();
    }

    @Test
    void tagsOfARunAreBounded() throws Exception {
        for (int part = 0; part < 2; part++) {
            StringBuilder tags = new StringBuilder();
            for (int i = 0; i < 30; i++) tags.append(i == 0 ? "" : ",").append("\"t%d-%d\":\"\"".formatted(part, i));
            HttpResponse<String> answer = patch("/api/v1/runs/" + run, "{\"tags\": {" + tags + "}}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(part == 0 ? 200 : 422);
        }
        assertThat(api.json("/api/v1/runs/" + run).path("tags")).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"name": ""}                 | name
            {"name": 5}                  | name
            {"starred": "yes"}           | starred
            {"priority": 101}            | priority
            {"priority": 1.5}            | priority
            {"tags": ["a"]}              | tags
            {"tags": {"a": 1}}           | tags.a
            {"tags": {" ": "a"}}         | tags.
            {"color": "red"}             | color
            """)
    void wrongFieldIsRefusedByName(String body, String field) throws Exception {
        HttpResponse<String> refused = patch("/api/v1/runs/" + run, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestApi.tree(refused.body())
                        .at("/errors/0/field")
                        .textValue()
                        .strip())
                .isEqualTo(field);
    }

    @Test
    void previewCountsAndChangesNothing() throws Exception {
        JsonNode preview = bulk("{\"action\": \"delete\", \"filter\": \"name != 'two'\", \"preview\": true}");

        assertThat(preview.path("matched").intValue()).isEqualTo(2);
        assertThat(api.json("/api/v1/runs").path("items")).hasSize(3);
    }

    @Test
    void manyAreCancelledByAFilterAndThoseThatHaveEndedAreLeftAlone() throws Exception {
        api.sql("UPDATE run SET status = 'completed', ended_at = now() WHERE name = 'two'");

        JsonNode answer = bulk("{\"action\": \"cancel\", \"filter\": \"created > -1d\"}");

        assertThat(answer.path("matched").intValue()).isEqualTo(2);
        assertThat(answer.path("done").intValue()).isEqualTo(2);
        assertThat(answer.path("next").isNull()).isTrue();
        assertThat(ids("status = 'cancelled'")).hasSizeGreaterThan(20).contains(run);
        assertThat(ids("status = 'completed'")).doesNotContain(run);
    }

    @Test
    void manyAreTaggedByTheirIdsAndDeletedByTheTag() throws Exception {
        String other = experiment.at("/runs/1/id").textValue();
        JsonNode tagged =
                bulk("{\"action\": \"edit\", \"runs\": [\"%s\", \"%s\", \"nobody\"], \"tags\": {\"old\": \"yes\"}}"
                        .formatted(run, other));

        assertThat(tagged.path("done").intValue()).isEqualTo(2);
        JsonNode deleted = bulk("{\"action\": \"delete\", \"filter\": \"tags.old = 'yes'\"}");
        assertThat(deleted.path("done").intValue()).isEqualTo(2);
        assertThat(api.json("/api/v1/runs").path("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"filter": "epochs > 1"}                                             | action
            {"action": "burn", "filter": "epochs > 1"}                           | action
            {"action": "cancel"}                                                 | filter
            {"action": "cancel", "filter": "epochs > 1", "runs": ["a"]}          | filter
            {"action": "cancel", "filter": "epochz > 1"}                         | filter
            {"action": "edit", "filter": "epochs > 1"}                           | action
            {"action": "cancel", "filter": "epochs > 1", "starred": true}        | starred
            {"action": "cancel", "runs": "a"}                                    | runs
            """)
    void wrongWishIsRefusedByName(String body, String field) throws Exception {
        JsonNode refused = bulk(body);

        assertThat(refused.path("status").intValue()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field").textValue()).isEqualTo(field);
    }

    private static String ids(String filter) throws Exception {
        return TestApi.tree(
                        api.get("/api/v1/runs?fields=id&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                                .body())
                .path("items")
                .findValuesAsText("id")
                .stream()
                .map(id -> "\"" + id + "\"")
                .toList()
                .toString()
                .replace(", ", ",");
    }

    private static JsonNode bulk(String body) throws Exception {
        return TestApi.tree(api.post("/api/v1/bulk/runs", body).body());
    }

    private static HttpResponse<String> patch(String path, String body) throws Exception {
        return api.patch(path, body);
    }
}
