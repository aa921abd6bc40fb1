package io.trainyard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.testkit.Events;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.KafkaTestClient;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.dispatch.KafkaTopics;
import io.trainyard.tracker.dispatch.Leases;
import io.trainyard.tracker.storage.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known, and what follows from it, with a real broker: under load, and when trackers go or are many. */
@Timeout(120)
class KnowledgeIT {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeIT.class);
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final TestTracker tracker = TestTracker.inRealTime(LEASE);
    private final KafkaTestClient worker = new KafkaTestClient();
    private final List<AutoCloseable> parts = new ArrayList<>();

    @BeforeEach
    void createTopics() {
        KafkaTopics.setUp(TestServices.kafka(), Duration.ofSeconds(15));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts.reversed()) part.close();
        worker.close();
        tracker.close();
    }

    @Test
    void deadWorkerIsNoticedUnderSteadyLoad() throws Exception {
        startLoop();
        KnowledgeLoop knowledge = startKnowledge();
        Leases leases = tracker.leases(knowledge::knowledge);
        RunId run = tracker.newRun();
        Events dead = Events.attempt(run, "dead");
        AtomicBoolean stopped = new AtomicBoolean();
        Thread load = Thread.ofPlatform().start(() -> sendForEver(stopped));
        try {
            worker.send(dead.started());
            worker.send(dead.heartbeat(1));
            KafkaTestClient.await(
                    "the run is trained", () -> tracker.status(run).equals("running"));

            Instant since = Instant.now();
            KafkaTestClient.await("the dead worker is noticed", () -> {
                leases.expire(tx -> {});
                return tracker.status(run).equals("queued");
            });
            LOG.info("noticed after {} under load, with a lease of {}", Duration.between(since, Instant.now()), LEASE);
        } finally {
            stopped.set(true);
            load.join();
        }
        assertThat(tracker.texts("SELECT state FROM worker WHERE name = 'alive'"))
                .containsExactly("live");
    }

    @Test
    void partitionsOfATrackerThatIsGoneAreReadByTheOther() throws Exception {
        KafkaConsumer<byte[], byte[]> killed = joinGroup();
        KafkaTestClient.await("the other tracker has all partitions", () -> {
            killed.poll(Duration.ofMillis(100));
            return killed.assignment().size() == 6;
        });
        startLoop();
        KnowledgeLoop knowledge = startKnowledge();
        Leases leases = tracker.leases(knowledge::knowledge);
        KafkaTestClient.await("the partitions are shared", () -> {
            killed.poll(Duration.ofMillis(100));
            return killed.assignment().size() == 3;
        });

        // Not the same as a kill: the partitions move sooner than a session ends.
        killed.close(CloseOptions.timeout(Duration.ofSeconds(1))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        Instant since = Instant.now();
        RunId[] runs = new RunId[12];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = tracker.newRun();
            Events attempt = Events.attempt(runs[i], "host-" + i);
            worker.send(attempt.started());
            worker.send(attempt.epoch(1, 0.5));
        }
        KafkaTestClient.await("events of all partitions are applied", () -> {
            leases.expire(tx -> {});
            return tracker.text("SELECT count(*) FROM run_progress WHERE epochs_completed = 1")
                    .equals("12");
        });
        Duration moved = Duration.between(since, Instant.now());
        LOG.info("events of the partitions of a tracker that is gone were applied after {}", moved);

        // The broker's own default is 45 seconds.
        assertThat(moved).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void silenceOfPartitionsThatNobodyReadsIsNoWorkersSilence() throws Exception {
        KnowledgeLoop knowledge = startKnowledge();
        Leases leases = tracker.leases(knowledge::knowledge);
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());
        worker.send(attempt.heartbeat(1));
        tracker.database.inTransaction(tx -> tx.update("UPDATE attempt SET lease_until = now() - interval '1 minute'"));

        Instant from = Instant.now();
        KafkaTestClient.await("much longer than the lease", () -> {
            leases.expire(tx -> {});
            return Instant.now().isAfter(from.plus(LEASE.multipliedBy(2)));
        });
        assertThat(tracker.status(run)).isEqualTo("running");

        // Now somebody reads, and the heartbeat that waited renews the lease.
        startLoop();
        KafkaTestClient.await(
                "everything is known", () -> knowledge.hasListenedFor(LEASE) && knowledge.lagSeconds() < 2);
        assertThat(tracker.text("SELECT lease_until > now() - interval '1 minute' FROM attempt"))
                .isEqualTo("t");
    }

    @Test
    void sevenTrackersAreAllWellAndEachKnowsAll() throws Exception {
        List<RunEventLoop> loops = new ArrayList<>();
        for (int i = 0; i < 7; i++) loops.add(startLoop());
        KnowledgeLoop knowledge = startKnowledge();
        RunId run = tracker.newRun();
        worker.send(Events.attempt(run, "host-1").started());

        KafkaTestClient.await("the event is applied", () -> tracker.status(run).equals("running"));
        KafkaTestClient.await("all seven are well", () -> loops.stream().allMatch(RunEventLoop::isRunning));
        KafkaTestClient.await("everything is known", () -> knowledge.lagSeconds() < 2);
    }

    private void sendForEver(AtomicBoolean stopped) {
        try {
            while (!stopped.get()) {
                for (int i = 0; i < 7; i++) worker.send(Events.heartbeat(i == 0 ? "alive" : "load-" + i, 1));
                Thread.sleep(50);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private RunEventLoop startLoop() {
        RunEventLoop loop = RunEventLoop.start(
                TestServices.kafka(), new RunEventLoop.Parts(tracker.database, tracker.offsets, tracker.collector()));
        parts.add(loop);
        return loop;
    }

    private KnowledgeLoop startKnowledge() {
        KnowledgeLoop knowledge =
                KnowledgeLoop.start(TestServices.kafka(), tracker.database, tracker.offsets, DatabaseClock.DATABASE);
        parts.add(knowledge);
        return knowledge;
    }

    private static KafkaConsumer<byte[], byte[]> joinGroup() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                TestServices.kafka()
                        .client(Map.of(
                                "group.id",
                                Topics.USUAL.trackerGroup(),
                                "group.protocol",
                                "consumer",
                                "enable.auto.commit",
                                "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.USUAL.runEvents()));
        return consumer;
    }
}
