package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.tracker.KafkaTestClient;
import io.trainyard.tracker.files.FileRemoval;
import io.trainyard.tracker.storage.DeletedRunRepository;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted is gone, with its files; what trains is stopped first. */
final class DeletionIT {
    private static final String TRAIN = """
            WITH begun AS (
                INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, worker_started_at,
                                     lease_until)
                SELECT 'a-' || run_id, id, 1, 'w', 'd', 'running', now(), now(), now()
                FROM run
                WHERE run_id = ?
                RETURNING id, run_id)
            UPDATE run
            SET status = 'running', started_at = now(), owner_attempt = begun.id
            FROM begun
            WHERE run.id = begun.run_id
            """;

    @TempDir
    private Path files;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private String experiment;

    @SuppressWarnings("NullAway.Init")
    private String first;

    @SuppressWarnings("NullAway.Init")
    private String second;

    @BeforeEach
    void queue() throws Exception {
        api = TestApi.start(files);
        JsonNode created = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("to go", "one", "two"))
                .body());
        experiment = created.path("id").textValue();
        first = created.at("/runs/0/id").textValue();
        second = created.at("/runs/1/id").textValue();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void experimentGoesWithItsRunsAndTheirFiles() throws Exception {
        Path folder = Files.createDirectories(files.resolve(first).resolve("evidence"));
        Files.writeString(folder.resolve("model"), "weights");
        Path outside = Files.createDirectory(files.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("link"), outside);

        assertThat(api.send("DELETE", "/api/v1/experiments/" + experiment).statusCode())
                .isEqualTo(204);

        assertThat(api.get("/api/v1/experiments/" + experiment).statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/runs/" + first).statusCode()).isEqualTo(404);
        try (FileRemoval _ =
                FileRemoval.start(api.database, new DeletedRunRepository(), TestApi.files(api.database, files))) {
            KafkaTestClient.await("the files are gone", () -> !Files.exists(files.resolve(first)));
            KafkaTestClient.await(
                    "that is noted",
                    () -> count("SELECT count(*) FROM deleted_run WHERE files_removed_at IS NULL") == 0);
        }
        assertThat(outside).exists();
        assertThat(api.send("DELETE", "/api/v1/experiments/" + experiment).statusCode())
                .isEqualTo(404);
    }

    @Test
    void experimentWithARunThatTrainsSaysSoAndGoesLater() throws Exception {
        api.sql(TRAIN, first);

        HttpResponse<String> answer = api.send("DELETE", "/api/v1/experiments/" + experiment);

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode left = TestApi.tree(answer.body());
        assertThat(left.path("runs")).hasSize(1);
        assertThat(left.at("/runs/0/id").textValue()).isEqualTo(first);
        assertThat(left.at("/runs/0/cancelRequested").booleanValue()).isTrue();
        assertThat(api.get("/api/v1/runs/" + second).statusCode()).isEqualTo(404);
    }

    @Test
    void runThatTrainsIsToldToStop() throws Exception {
        api.sql(TRAIN, first);

        HttpResponse<String> answer = api.send("DELETE", "/api/v1/runs/" + first);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(TestApi.tree(answer.body()).path("cancelRequested").booleanValue())
                .isTrue();
        assertThat(count("SELECT count(*) FROM outbox WHERE topic = 'trainyard.run-commands'"))
                .isEqualTo(1);
    }

    @Test
    void queuedRunIsDeletedAtOnce() throws Exception {
        assertThat(api.send("DELETE", "/api/v1/runs/" + first).statusCode()).isEqualTo(204);
        assertThat(api.send("DELETE", "/api/v1/runs/" + first).statusCode()).isEqualTo(404);
    }

    private long count(String sql) {
        return api.database.read(tx -> tx.first(sql, row -> row.getLong(1))).orElseThrow();
    }
}
