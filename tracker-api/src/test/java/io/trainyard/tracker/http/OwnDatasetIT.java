package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.Shape;
import io.trainyard.tracker.storage.WorkerRepository;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data sets of people's own, of which the tracker knows what workers tell. */
class OwnDatasetIT {
    private static final String BEFORE = "a".repeat(64);
    private static final String AFTER = "b".repeat(64);
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    private final WorkerRepository workers = new WorkerRepository();

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        api = TestApi.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void setOfAWorkerIsOfferedAndTrainedOn() throws Exception {
        tell("w", 0, Optional.of(List.of(flowers(BEFORE))));
        // Most heartbeats do not tell, which changes nothing.
        tell("w", 1, Optional.empty());

        JsonNode offered = api.json("/api/v1/presets")
                .path("datasets")
                .valueStream()
                .toList()
                .getLast();
        JsonNode created = TestApi.tree(queue("").body());
        JsonNode run = api.json("/api/v1/runs/" + created.at("/runs/0/id").textValue());

        assertThat(offered.path("name").textValue()).isEqualTo("flowers");
        assertThat(offered.path("own").booleanValue()).isTrue();
        assertThat(offered.path("digest").textValue()).isEqualTo(BEFORE);
        assertThat(created.at("/runs/0/parameters/dataset.digest").textValue()).isEqualTo(BEFORE);
        assertThat(run.at("/spec/dataset/own/digest").textValue()).isEqualTo(BEFORE);
        assertThat(run.at("/network/1/output").textValue()).isEqualTo("2");
    }

    @Test
    void classesOfASetOfOnesOwnAreCalledAsTheyAre() throws Exception {
        tell("w", 0, Optional.of(List.of(flowers(BEFORE))));
        String id = TestApi.tree(queue("").body()).at("/runs/0/id").textValue();
        api.sql(
                "INSERT INTO run_progress (run_id, class_accuracies, change) SELECT id, '[0.5, 0.25]', CHANGE FROM run");

        assertThat(api.json("/api/v1/runs/" + id).path("classAccuracies").findValuesAsText("class"))
                .containsExactly("daisy", "rose");
    }

    @Test
    void versionThatWasToldLastIsMeantUnlessAnotherIsNamed() throws Exception {
        tell("old", 0, Optional.of(List.of(flowers(BEFORE))));
        tell("new", 1, Optional.of(List.of(flowers(AFTER))));
        // It only repeats itself.
        tell("old", 2, Optional.of(List.of(flowers(BEFORE))));

        assertThat(digestOf(queue(""))).isEqualTo(AFTER);
        assertThat(digestOf(queue(BEFORE))).isEqualTo(BEFORE);
        HttpResponse<String> refused = queue("c".repeat(64));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("runs[0].dataset.name", "no worker has the version cccc");
    }

    @Test
    void setThatNoLiveWorkerHasIsRefusedWithThoseThatThereAre() throws Exception {
        tell("w", 0, Optional.of(List.of(flowers(BEFORE))));
        tell("w", 1, Optional.of(List.of()));

        HttpResponse<String> refused = queue("");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("runs[0].dataset.name", "must be one of mnist");
        tell("w", 2, Optional.of(List.of(flowers(BEFORE))));
        api.sql("UPDATE worker SET state = 'lost', change = CHANGE");
        assertThat(queue("").statusCode()).isEqualTo(422);
    }

    @Test
    void networkIsFittedToASetOfOnesOwn() throws Exception {
        tell("w", 0, Optional.of(List.of(flowers(BEFORE))));

        HttpResponse<String> fitted =
                api.post("/api/v1/networks/resolve", "{\"network\":{\"preset\":\"fc2layer\"},\"dataset\":\"flowers\"}");

        assertThat(fitted.statusCode()).isEqualTo(200);
        assertThat(TestApi.tree(fitted.body())
                        .path("layers")
                        .valueStream()
                        .toList()
                        .getLast()
                        .path("output")
                        .textValue())
                .isEqualTo("2");
    }

    private static String digestOf(HttpResponse<String> created) throws Exception {
        return TestApi.tree(created.body())
                .at("/runs/0/parameters/dataset.digest")
                .textValue();
    }

    private HttpResponse<String> queue(String digest) throws Exception {
        return api.post("/api/v1/experiments", """
                {"name": "e", "runs": [{"name": "r", "dataset": {"name": "flowers", "digest": "%s"},
                  "network": {"layers": [{"type": "flatten"}, {"type": "dense", "units": 2}]},
                  "optimizer": {"learningRate": 0.1}}]}
                """.formatted(digest));
    }

    private void tell(String worker, int seconds, Optional<List<DatasetInfo>> sets) {
        Instant at = AT.plusSeconds(seconds);
        WorkerHeartbeat heartbeat = new WorkerHeartbeat(
                new WorkerName(worker),
                at,
                "host",
                "device",
                "0",
                1,
                List.of(),
                0.5,
                false,
                List.of(),
                sets,
                Optional.empty(),
                false);
        api.database.inTransaction(tx -> {
            workers.seen(tx, heartbeat, at);
            return true;
        });
    }

    private static DatasetInfo flowers(String digest) {
        return new DatasetInfo(
                "flowers",
                "Flowers",
                "Of the garden",
                new Shape(3, 32, 32),
                new Target.Classes(List.of("daisy", "rose")),
                800,
                200,
                List.of(0.5, 0.5, 0.5),
                List.of(0.25, 0.25, 0.25),
                digest);
    }
}
