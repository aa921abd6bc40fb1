package io.trainyard.tracker.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.accounts.Enrolments;
import io.trainyard.tracker.ingest.EventCollector.Stretch;
import io.trainyard.tracker.storage.QuarantineRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where workers must show who they are, a report counts that its own worker has signed, and no other. */
final class WorkerProofsIT {
    private static final Caller OPERATOR = Caller.command("test");
    private static final TopicPartition PARTITION = new TopicPartition(Topics.USUAL.runEvents(), 0);

    private final TestTracker tracker = new TestTracker();
    private final Optional<WorkerProofs> proofs = Optional.of(new WorkerProofs(tracker.attempts));
    private final EventCollector collector = new EventCollector(
            tracker.database,
            tracker.projector,
            tracker.offsets,
            new QuarantineRepository(),
            proofs,
            new ForeignReports(Optional.empty()),
            tracker.clock);
    private final Enrolments enrolments =
            AccessControl.over(tracker.database, Admission.KNOWN).enrolments();
    private final WorkerSecret own = enrolments.enrol(OPERATOR, new WorkerName("host-1"));
    private final RunId run = tracker.newRun();
    private final Events attempt = Events.attempt(run, "host-1");
    private long offset;

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void signedReportsOfAnEnrolledWorkerAreApplied() {
        collect(signed(own, attempt.started()), signed(own, attempt.heartbeat(1)), signed(own, attempt.completed(2)));

        assertThat(tracker.status(run)).isEqualTo("completed");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void unsignedAndForgedReportsAreKeptAsideAndChangeNothing() {
        collect(signed(own, attempt.started()));
        WorkerReport forged = attempt.completed(2);

        collect(
                record(forged, Optional.empty()),
                record(forged, Optional.of("no signature")),
                signed(WorkerSecret.random(), forged),
                record(
                        forged,
                        Optional.of(own.sign("another report".getBytes(UTF_8)).text())));

        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(reasons())
                .containsExactly(
                        "is not signed: its worker is not enrolled",
                        "is signed by no worker that is known",
                        "is signed by no worker that is known",
                        "is not signed rightly");
    }

    @Test
    void workerSpeaksForItselfAlone() {
        WorkerSecret other = enrolments.enrol(OPERATOR, new WorkerName("host-2"));
        collect(signed(own, attempt.started()));

        collect(
                signed(other, attempt.completed(2)),
                signed(other, attempt.crashed("killed")),
                signed(other, Events.attempt(run, "host-1").started()));

        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(reasons())
                .containsExactly(
                        "is signed by host-2 about an attempt of host-1",
                        "is signed by host-2 in the name of host-1",
                        "is signed by host-2 in the name of host-1");
    }

    @Test
    void attemptOfAnotherWorkerIsItsOwnFromItsFirstReportOn() {
        WorkerSecret other = enrolments.enrol(OPERATOR, new WorkerName("host-2"));

        collect(signed(own, attempt.started()), signed(other, attempt.completed(2)));

        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(reasons()).containsExactly("is signed by host-2 about an attempt of host-1");
    }

    @Test
    void heartbeatThatIsNotBelievedRenewsNothingAndIsNotKept() {
        WorkerSecret other = enrolments.enrol(OPERATOR, new WorkerName("host-2"));
        collect(signed(own, attempt.started()));
        String lease = tracker.text("SELECT lease_until FROM attempt");
        tracker.clock.advance(TestTracker.LEASE.dividedBy(2));

        collect(
                record(attempt.heartbeat(1), Optional.empty()),
                signed(other, attempt.heartbeat(1)),
                signed(other, Events.heartbeat("host-2", 1, attempt.id())));

        assertThat(tracker.text("SELECT lease_until FROM attempt")).isEqualTo(lease);
        assertThat(tracker.texts("SELECT name FROM worker WHERE name = 'host-2'"))
                .isEmpty();
        assertThat(reasons()).isEmpty();
    }

    @Test
    void forgedReportIsAsForgedWhenItIsTriedAgain() {
        Quarantine quarantine = new Quarantine(tracker.database, new QuarantineRepository(), tracker.projector, proofs);
        collect(signed(own, attempt.started()), record(attempt.completed(2), Optional.empty()));

        assertThat(quarantine.replayAll(OPERATOR)).isEqualTo(new Quarantine.Count(0, 1));
        assertThat(tracker.status(run)).isEqualTo("running");
    }

    @Test
    void reportOfAWorkerThatIsEnrolledLateIsAppliedAfterAll() {
        Quarantine quarantine = new Quarantine(tracker.database, new QuarantineRepository(), tracker.projector, proofs);
        WorkerSecret late = WorkerSecret.random();
        Events lateAttempt = Events.attempt(run, "late");
        collect(signed(late, lateAttempt.started()), signed(late, lateAttempt.completed(2)));
        assertThat(reasons()).hasSize(2);

        enrolments.know(OPERATOR, new WorkerName("late"), late);

        assertThat(quarantine.replayAll(OPERATOR)).isEqualTo(new Quarantine.Count(2, 0));
        assertThat(tracker.status(run)).isEqualTo("completed");
    }

    @Test
    void whatWasSignedBeforeANewSecretStillCountsAndARevokedWorkerCountsNoMore() {
        WorkerSecret next = enrolments.enrol(OPERATOR, new WorkerName("host-1"));
        collect(signed(own, attempt.started()));
        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(enrolments.ofSecret(own, "")).isEmpty();
        assertThat(enrolments.ofSecret(next, "")).isPresent();

        assertThat(enrolments.revoke(OPERATOR, "host-1")).isTrue();

        collect(signed(own, attempt.completed(2)), signed(next, attempt.completed(2)));
        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(enrolments.ofSecret(next, "")).isEmpty();
        assertThat(reasons()).hasSize(2);
    }

    private static ConsumerRecord<byte[], byte[]> signed(WorkerSecret secret, WorkerReport report) {
        return record(
                report,
                Optional.of(secret.sign(WorkerReportCodec.encode(report)).text()));
    }

    private static ConsumerRecord<byte[], byte[]> record(WorkerReport report, Optional<String> signature) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), 0, "key".getBytes(UTF_8), WorkerReportCodec.encode(report));
        signature.ifPresent(text -> record.headers().add(WorkerSecret.HEADER, text.getBytes(US_ASCII)));
        return record;
    }

    @SafeVarargs
    private void collect(ConsumerRecord<byte[], byte[]>... records) {
        long from = offset;
        List<ConsumerRecord<byte[], byte[]>> numbered = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            ConsumerRecord<byte[], byte[]> here =
                    new ConsumerRecord<>(record.topic(), record.partition(), offset++, record.key(), record.value());
            record.headers().forEach(header -> here.headers().add(header));
            numbered.add(here);
        }
        OptionalLong start = from == 0 ? OptionalLong.empty() : OptionalLong.of(from);
        collector.collect(numbered, Map.of(PARTITION, new Stretch(start, offset)));
    }

    private List<String> reasons() {
        return tracker.texts("SELECT reason FROM quarantine ORDER BY record_offset");
    }
}
