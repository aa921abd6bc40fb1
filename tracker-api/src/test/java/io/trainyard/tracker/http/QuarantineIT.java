package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What could not be read is shown, not lost. */
final class QuarantineIT {
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
    void newestRecordsComeFirstPageByPage() throws Exception {
        for (int offset = 1; offset <= 5; offset++) reject(offset, "garbage");

        JsonNode first = api.json("/api/v1/quarantine?limit=2");
        JsonNode second = api.json(
                "/api/v1/quarantine?limit=2&after=" + first.path("next").textValue());
        JsonNode last = api.json(
                "/api/v1/quarantine?limit=2&after=" + second.path("next").textValue());

        assertThat(first.path("items").findValuesAsText("offset")).containsExactly("5", "4");
        assertThat(second.path("items").findValuesAsText("offset")).containsExactly("3", "2");
        assertThat(last.path("items").findValuesAsText("offset")).containsExactly("1");
        assertThat(last.path("next").isNull()).isTrue();
    }

    @Test
    void recordIsShownWithItsPlaceItsReasonAndItsStart() throws Exception {
        reject(7, "x".repeat(1000));

        JsonNode record = api.json("/api/v1/quarantine").at("/items/0");

        assertThat(record.path("topic").textValue()).isEqualTo("trainyard.run-events");
        assertThat(record.path("partition").intValue()).isEqualTo(2);
        assertThat(record.path("reason").textValue()).isEqualTo("is not JSON");
        assertThat(record.path("key").textValue()).isEqualTo("run");
        assertThat(record.path("start").textValue()).isEqualTo("x".repeat(500));
        assertThat(record.path("bytes").intValue()).isEqualTo(1000);
    }

    @Test
    void bytesThatAreNoTextAreShownAsFarAsTheyAre() throws Exception {
        api.sql("INSERT INTO quarantine (topic, partition, record_offset, key, bytes, reason, at) "
                + "VALUES ('t', 0, 1, NULL, decode('41ff00', 'hex'), 'r', now())");

        JsonNode record = api.json("/api/v1/quarantine").at("/items/0");

        assertThat(record.path("start").textValue()).isEqualTo("A\ufffd\u0000");
        assertThat(record.path("key").isNull()).isTrue();
    }

    @Test
    void recordsAreCounted() throws Exception {
        assertThat(api.get("/metrics").body()).contains("trainyard_quarantined_records 0.0");

        reject(1, "garbage");

        assertThat(api.get("/metrics").body()).contains("trainyard_quarantined_records 1.0");
    }

    @Test
    void recordIsDroppedOnce() throws Exception {
        reject(1, "garbage");
        String record = "/api/v1/quarantine/" + api.json("/api/v1/quarantine").at("/items/0/id");

        assertThat(api.send("DELETE", record).statusCode()).isEqualTo(204);

        assertThat(api.json("/api/v1/quarantine").path("items")).isEmpty();
        assertThat(api.send("DELETE", record).statusCode()).isEqualTo(404);
        assertThat(api.send("DELETE", "/api/v1/quarantine/x").statusCode()).isEqualTo(404);
    }

    @Test
    void recordThatStillCannotBeAppliedStays() throws Exception {
        reject(1, "garbage");
        String record = "/api/v1/quarantine/" + api.json("/api/v1/quarantine").at("/items/0/id");

        assertThat(api.post(record + "/replay", "").statusCode()).isEqualTo(409);
        assertThat(TestApi.tree(api.post("/api/v1/quarantine/replay", "").body()))
                .isEqualTo(TestApi.tree("{\"applied\":0,\"refused\":1}"));

        assertThat(api.json("/api/v1/quarantine").path("items")).hasSize(1);
    }

    @Test
    void stoppedIngestionIsShown() throws Exception {
        api.health = new TrackerHealth(Map.of("events", false), 12.5, Optional.of("database error 23514"));

        assertThat(api.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(api.json("/readyz").path("ingestLagSeconds").doubleValue()).isEqualTo(12.5);
        assertThat(api.json("/api/v1/quarantine").path("ingestionStopped").textValue())
                .isEqualTo("database error 23514");
    }

    private void reject(int offset, String text) {
        api.sql(
                "INSERT INTO quarantine (topic, partition, record_offset, key, bytes, reason, at) VALUES "
                        + "('trainyard.run-events', 2, ?, 'run', convert_to(?, 'UTF8'), 'is not JSON', now())",
                offset,
                text);
    }
}
