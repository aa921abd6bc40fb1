package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.testkit.TestServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the first version has stored is answered by this one as it was. */
final class OlderDatabaseIT {
    private static final Path FILLED = Path.of("..", "migrations", "src", "test", "resources", "filled", "V1.sql");
    private static final String DONE = "00000000000000a1";

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @BeforeEach
    void start() throws Exception {
        String url = TestServices.freshDatabase();
        Flyway.configure().dataSource(url, null, null).target("1").load().migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(FILLED));
        }
        api = TestApi.on(url);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void experimentHasItsRuns() throws Exception {
        JsonNode experiment = api.json("/api/v1/experiments/00000000000000e1");

        assertThat(experiment.path("name").textValue()).isEqualTo("Order of pixels");
        assertThat(experiment.path("runs").findValuesAsText("status")).containsExactly("completed", "failed", "queued");
        assertThat(experiment.at("/runs/0/metrics/test_loss/best").doubleValue())
                .isEqualTo(0.125);
        assertThat(experiment.at("/runs/1/failure/message").textValue()).isEqualTo("train-images is truncated");
    }

    @Test
    void runHasItsPageAndItsHistory() throws Exception {
        JsonNode run = api.json("/api/v1/runs/" + DONE);
        JsonNode accuracy = api.json("/api/v1/runs/" + DONE + "/metrics").at("/series/test_accuracy/values");

        assertThat(run.at("/log/0/message").textValue()).isEqualTo("Network small-cnn");
        assertThat(run.at("/checkpoint/epoch").intValue()).isEqualTo(2);
        assertThat(run.at("/artifacts/0/name").textValue()).isEqualTo("model");
        assertThat(run.at("/attempts/0/worker").textValue()).isEqualTo("bench-1");
        assertThat(run.path("network").isEmpty()).isFalse();
        assertThat(accuracy.toString()).isEqualTo("[0.75,0.875]");
    }

    @Test
    void quarantinedRecordsComeNewestFirst() throws Exception {
        assertThat(api.json("/api/v1/quarantine").path("items").findValuesAsText("offset"))
                .containsExactly("41", "7");
    }
}
