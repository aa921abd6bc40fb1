package io.trainyard.tracker.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.FailureKind;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.wire.InstallationStamp;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.testkit.Events;
import io.trainyard.testkit.GoldenMessages;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.ingest.EventCollector.OvertakenException;
import io.trainyard.tracker.ingest.EventCollector.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventCollectorIT {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.USUAL.runEvents(), 0);

    private static final Caller CALLER = Caller.anybody("127.0.0.1");

    private final TestTracker tracker = new TestTracker();
    private final EventCollector collector = tracker.collector();

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
        assertThat(quarantine().getLast()).startsWith("2 needs version 99");
        assertThat(nextOffset()).isEqualTo("4");
    }

    @Test
    void reportsOfAnotherInstallationArePassedOverAndThoseThatSayNoneAreApplied() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        ForeignReports foreign = new ForeignReports(Optional.of(new InstallationId("ours")));
        Optional<InstallationId> theirs = Optional.of(new InstallationId("theirs"));

        apply(
                tracker.collector(foreign),
                OptionalLong.empty(),
                bytes(attempt.started()),
                InstallationStamp.put(theirs, bytes(attempt.completed(2))),
                InstallationStamp.put(theirs, bytes(attempt.heartbeat(1))),
                InstallationStamp.put(foreign.own(), bytes(attempt.epoch(1, 0.5))));

        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(tracker.texts("SELECT epochs_completed FROM run_progress")).containsExactly("1");
        assertThat(foreign.count()).isEqualTo(2);
        assertThat(quarantine()).isEmpty();
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

    @Test
    void recordThatTheRowsCannotHoldIsKeptWithoutWhatTheDatabaseSaid() {
        breakInsertsOf("bad");
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");

        apply(OptionalLong.empty(), bytes(attempt.started()), bytes(attempt.log("bad")), bytes(attempt.completed(2)));

        assertThat(tracker.status(run)).isEqualTo("completed");
        assertThat(quarantine())
                .containsExactly("1 cannot be applied (database error 23514); the tracker's log has the details");
    }

    @Test
    void recordOfAnAttemptThatNeverBeganIsKept() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        byte[] started = bytes(attempt.started());

        apply(OptionalLong.empty(), bytes(attempt.epoch(1, 0.5)), bytes(attempt.progressed(2, 1, 2)));
        assertThat(quarantine()).containsExactly("0 is of an attempt whose start was not reported");

        apply(OptionalLong.of(2), started);
        assertThat(tracker.quarantine().replayAll(CALLER)).isEqualTo(new Quarantine.Count(1, 0));
        assertThat(quarantine()).isEmpty();
        assertThat(tracker.text("SELECT epochs_completed FROM run_progress")).isEqualTo("1");
    }

    @Test
    void defectStopsReadingInsteadOfPuttingAsideTheHistory() {
        breakInsertsOf("bad");
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        byte[][] records = new byte[20][];
        records[0] = bytes(attempt.started());
        for (int i = 1; i < records.length; i++) records[i] = bytes(attempt.log("bad"));

        assertThatThrownBy(() -> apply(OptionalLong.empty(), records))
                .isInstanceOfSatisfying(
                        IngestionStoppedException.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo("database error 23514"));
        assertThat(quarantine()).isEmpty();
        assertThat(tracker.texts("SELECT next_offset FROM ingest_offset")).isEmpty();

        execute("ALTER TABLE log_line DROP CONSTRAINT broken");
        apply(OptionalLong.empty(), records);
        assertThat(tracker.text("SELECT count(*) FROM log_line")).isEqualTo("19");
    }

    @Test
    void recordIsAppliedLaterThoughItsAttemptHasGoneOn() {
        breakInsertsOf("bad");
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        apply(OptionalLong.empty(), bytes(attempt.started()), bytes(attempt.log("bad")), bytes(attempt.epoch(1, 0.5)));
        long id = Long.parseLong(tracker.text("SELECT id FROM quarantine"));

        assertThat(tracker.quarantine().replay(CALLER, id)).isInstanceOf(Quarantine.Outcome.Refused.class);
        assertThat(quarantine()).hasSize(1);
        execute("ALTER TABLE log_line DROP CONSTRAINT broken");
        assertThat(tracker.quarantine().replay(CALLER, id)).isEqualTo(new Quarantine.Outcome.Applied());

        assertThat(tracker.texts("SELECT message FROM log_line")).containsExactly("bad");
        assertThat(tracker.text("SELECT events_received || ' ' || last_sequence FROM attempt"))
                .isEqualTo("3 3");
        assertThat(tracker.quarantine().replay(CALLER, id)).isEqualTo(new Quarantine.Outcome.NotThere());
    }

    @Test
    void reasonsAreOneLine() {
        apply(OptionalLong.empty(), "{\"v\":1,\"type\":\"a\\nERROR forged line\"}".getBytes(UTF_8));

        assertThat(quarantine()).singleElement().asString().doesNotContain("\n").contains("a ERROR forged line");
    }

    @Test
    void whatWorkersOfThePreviousReleaseReportIsApplied() {
        RunId completed = tracker.newRun();
        RunId failed = tracker.newRun();
        RunId cancelled = tracker.newRun();
        RunId released = tracker.newRun();

        apply(OptionalLong.empty(), GoldenMessages.ofPreviousRelease("WorkerHeartbeat"));
        applyOld(completed, "AttemptStarted", "EpochProgressed", "EpochCompleted", "LogWritten", "CheckpointSaved");
        applyOld(completed, "ArtifactSaved", "RunCompleted");
        applyOld(failed, "AttemptStarted", "RunFailed");
        applyOld(cancelled, "AttemptStarted", "RunCancelled");
        applyOld(released, "AttemptStarted", "AttemptReleased");

        assertThat(quarantine()).isEmpty();
        assertThat(tracker.status(completed)).isEqualTo("completed");
        assertThat(tracker.status(failed)).isEqualTo("failed");
        assertThat(tracker.status(cancelled)).isEqualTo("cancelled");
        assertThat(tracker.status(released)).isEqualTo("queued");
        assertThat(tracker.text("SELECT name FROM worker")).isEqualTo("host-1");
        assertThat(tracker.text("SELECT count(*) FROM metric_point")).isEqualTo("2");
        assertThat(tracker.text("SELECT epoch FROM checkpoint")).isEqualTo("2");
        assertThat(tracker.text("SELECT name FROM artifact")).isEqualTo("model");
        assertThat(tracker.text("SELECT message FROM log_line ORDER BY id")).isEqualTo("checkpoint is damaged");
    }

    @Test
    void whatWorkersOfANewerReleaseReportIsAppliedAsFarAsItIsKnown() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        String completed = new String(bytes(attempt.started()), UTF_8).replace("{", "{\"since9\":{\"a\":1},");
        String meltdown = new String(bytes(attempt.failed(FailureKind.MEMORY, "hot")), UTF_8)
                .replace("\"memory\"", "\"meltdown\"");

        apply(OptionalLong.empty(), completed.getBytes(UTF_8), meltdown.getBytes(UTF_8));

        assertThat(quarantine()).isEmpty();
        assertThat(tracker.text("SELECT failure_kind || ' ' || failure_message FROM run"))
                .isEqualTo("internal hot");
    }

    /** Applies stored messages as one attempt's at the run, in their order. */
    private void applyOld(RunId run, String... names) {
        long from = Long.parseLong(nextOffset());
        byte[][] messages = new byte[names.length][];
        for (int i = 0; i < names.length; i++)
            messages[i] = new String(GoldenMessages.ofPreviousRelease(names[i]), UTF_8)
                    .replace("00000000000000r1", run.value())
                    .replace("00000000000000a1", run.value())
                    .replace("\"sequence\": 7", "\"sequence\": " + (from + i))
                    .getBytes(UTF_8);
        apply(OptionalLong.of(from), messages);
    }

    private void breakInsertsOf(String message) {
        execute("ALTER TABLE log_line ADD CONSTRAINT broken CHECK (message <> '" + message + "')");
    }

    private void execute(String sql) {
        tracker.database.inTransaction(tx -> tx.update(sql));
    }

    private void apply(OptionalLong from, byte[]... values) {
        apply(collector, from, values);
    }

    private static void apply(EventCollector collector, OptionalLong from, byte[]... values) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long offset = from.orElse(0);
        for (byte[] value : values)
            records.add(new ConsumerRecord<>(
                    PARTITION.topic(), PARTITION.partition(), offset++, "key".getBytes(UTF_8), value));
        collector.collect(records, Map.of(PARTITION, new Stretch(from, offset)));
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
