package io.trainyard.tracker.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.ingest.RunEventBatch.OvertakenException;
import io.trainyard.tracker.ingest.RunEventBatch.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunEventBatchIT {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.RUN_EVENTS, 0);

    private final TestTracker tracker = new TestTracker();
    private final RunEventBatch batch = tracker.batch();

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void recordsThatCannotBeReadAreKeptAndTheRestIsApplied() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        byte[] unknownVersion = "{\"v\":99,\"type\":\"attempt-started\"}".getBytes(UTF_8);

        apply(
                OptionalLong.empty(),
                bytes(attempt.started()),
                "not json".getBytes(UTF_8),
                unknownVersion,
                bytes(attempt.completed(2)));

        assertThat(tracker.status(run)).isEqualTo("completed");
        assertThat(quarantine()).hasSize(2);
        assertThat(quarantine().getFirst()).startsWith("1 is not JSON");
        assertThat(quarantine().getLast()).startsWith("2 is of version 99");
        assertThat(nextOffset()).isEqualTo("4");
    }

    @Test
    void recordBeyondTheLimitsIsKeptAndTheRestIsApplied() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        String forged = new String(bytes(attempt.checkpoint(1)), UTF_8)
                .replace(run.value() + "/checkpoint-000001.ckpt", "../../../etc/passwd");

        apply(OptionalLong.empty(), bytes(attempt.started()), forged.getBytes(UTF_8), bytes(attempt.completed(2)));

        assertThat(tracker.status(run)).isEqualTo("completed");
        assertThat(quarantine()).singleElement().asString().startsWith("1 path: must be a relative path");
        assertThat(tracker.texts("SELECT path FROM checkpoint")).isEmpty();
    }

    @Test
    void rowsAndPositionAreCommittedTogetherOrNotAtAll() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        apply(OptionalLong.empty(), bytes(attempt.started()));
        byte[] completed = bytes(attempt.completed(2));

        // Another tracker, or this one before it was killed, has read on already.
        assertThatThrownBy(() -> apply(OptionalLong.of(0), completed)).isInstanceOf(OvertakenException.class);
        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(nextOffset()).isEqualTo("1");

        apply(OptionalLong.of(1), completed);
        assertThat(tracker.status(run)).isEqualTo("completed");
        assertThat(nextOffset()).isEqualTo("2");
    }

    private void apply(OptionalLong from, byte[]... values) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long offset = from.orElse(0);
        for (byte[] value : values)
            records.add(new ConsumerRecord<>(
                    PARTITION.topic(), PARTITION.partition(), offset++, "key".getBytes(UTF_8), value));
        batch.apply(records, Map.of(PARTITION, new Stretch(from, offset)));
    }

    private static byte[] bytes(WorkerReport report) {
        return WorkerReportCodec.encode(report);
    }

    private List<String> quarantine() {
        return tracker.texts("SELECT record_offset || ' ' || reason FROM quarantine ORDER BY record_offset");
    }

    private String nextOffset() {
        return tracker.text("SELECT next_offset FROM ingest_offset");
    }
}
