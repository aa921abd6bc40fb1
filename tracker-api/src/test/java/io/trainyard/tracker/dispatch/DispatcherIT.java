package io.trainyard.tracker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.testkit.Events;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.KafkaTestClient;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.storage.QueueRepository;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherIT {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);

    private final TestTracker tracker = new TestTracker();
    private final HandOut handOut = new HandOut(
            tracker.database, new HandOut.Tables(new QueueRepository(), tracker.outbox), tracker.clock, ANSWER_TIMEOUT);
    private final Leases leases = new Leases(
            tracker.database,
            new Leases.Tables(tracker.attempts, tracker.workers),
            tracker.lifecycle,
            tracker.clock,
            TestTracker.LEASE);

    @BeforeEach
    void createTopics() {
        KafkaTopics.setUp(TestServices.kafka(), Duration.ofSeconds(15));
    }

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void queuedRunReachesAWorkerAndAgainWhenItsAttemptIsLost() throws Exception {
        RunId run = tracker.newRun();
        try (KafkaTestClient worker = new KafkaTestClient();
                Dispatcher dispatcher = startDispatcher()) {
            RunRequest first = worker.take(1).getFirst();
            assertThat(first.run()).isEqualTo(run);
            assertThat(first.spec()).isEqualTo(Specs.run("run"));
            tracker.apply(Events.attempt(run, "host-1").started());

            tracker.clock.advance(TestTracker.LEASE);
            dispatcher.wake();

            RunRequest second = worker.take(1).getFirst();
            assertThat(second.run()).isEqualTo(run);
            assertThat(second.dispatch()).isEqualTo(2);
            KafkaTestClient.await("the outbox is empty", () -> outbox().isEmpty());
            assertThat(tracker.status(run)).isEqualTo("queued");
        }
    }

    @Test
    void onlyOneOfTwoTrackersHandsOut() throws Exception {
        RunId run = tracker.newRun();
        try (KafkaTestClient worker = new KafkaTestClient();
                Dispatcher leader = startDispatcher();
                Dispatcher other = startDispatcher()) {
            assertThat(worker.take(1).getFirst().run()).isEqualTo(run);

            KafkaTestClient.await("both are well", () -> leader.isRunning() && other.isRunning());
            assertThat(tracker.text("SELECT dispatch_count FROM run")).isEqualTo("1");
        }
    }

    @Test
    void higherPriorityGoesFirstThenAge() {
        tracker.create(Specs.experiment("old", "a", "b"));
        tracker.create(Specs.experiment("urgent", 5, "c", "d"));
        tracker.apply(Events.heartbeat("host-1", 1));

        handOut.handOut();

        assertThat(requested()).containsExactly("c", "d", "a");
    }

    @Test
    void cancelledRunIsNotHandedOut() {
        RunId run = tracker.newRun();
        tracker.cancel(run);

        handOut.handOut();

        assertThat(requested()).isEmpty();
        assertThat(tracker.status(run)).isEqualTo("cancelled");
    }

    @Test
    void specificationThatThisVersionDoesNotUnderstandIsPassedOnAndBlocksNobody() {
        tracker.create(Specs.experiment("both", "odd", "sound"));
        tracker.database.inTransaction(tx -> tx.update("""
                UPDATE run
                SET spec = spec || '{"v": 2, "epochs": 5000000, "network": {"preset": "of-tomorrow"}, "sharpness": 3}'
                WHERE name = 'odd'
                """));

        handOut.handOut();

        assertThat(requested()).containsExactly("odd", "sound");
        assertThat(tracker.texts("SELECT m ->> 'v' FROM (SELECT convert_from(payload, 'UTF8')::json AS m FROM outbox"
                        + " WHERE topic = 'trainyard.requests' ORDER BY id) messages"))
                .containsExactly("2", "1");
        assertThat(tracker.text("SELECT convert_from(payload, 'UTF8')::json -> 'spec' ->> 'sharpness' FROM outbox"
                        + " ORDER BY id"))
                .isEqualTo("3");
    }

    @Test
    void requestThatNoIdleWorkerTakesIsSentAgain() {
        tracker.newRun();
        handOut.handOut();
        tracker.clock.advance(ANSWER_TIMEOUT);

        handOut.handOut();
        assertThat(requested()).hasSize(1);
        tracker.apply(Events.heartbeat("host-1", 1));
        handOut.handOut();

        assertThat(requested()).hasSize(2);
    }

    @Test
    void runWhoseWorkersDieAgainAndAgainFails() {
        RunId run = tracker.newRun();
        for (int i = 1; i <= 5; i++) {
            assertThat(tracker.status(run)).isEqualTo("queued");
            tracker.apply(Events.attempt(run, "host-" + i).started());
            tracker.clock.advance(TestTracker.LEASE);
            leases.expire();
        }

        assertThat(tracker.status(run)).isEqualTo("failed");
        assertThat(tracker.text("SELECT failure_kind FROM run")).isEqualTo("lost");
    }

    @Test
    void cancelledRunOfASilentWorkerIsCancelled() {
        RunId run = tracker.newRun();
        tracker.apply(
                Events.heartbeat("host-1", 1), Events.attempt(run, "host-1").started());
        tracker.cancel(run);

        tracker.clock.advance(TestTracker.LEASE);
        leases.expire();

        assertThat(tracker.status(run)).isEqualTo("cancelled");
        assertThat(tracker.text("SELECT state FROM worker")).isEqualTo("lost");
    }

    private Dispatcher startDispatcher() {
        return Dispatcher.start(
                new Dispatcher.Connections(TestServices.kafka(), tracker.settings, tracker.database, tracker.outbox),
                new Dispatcher.Rounds(leases, handOut, time -> true));
    }

    private List<String> requested() {
        return tracker.texts("SELECT convert_from(payload, 'UTF8')::json -> 'spec' ->> 'name' FROM outbox"
                + " WHERE topic = 'trainyard.requests' ORDER BY id");
    }

    private List<String> outbox() {
        return tracker.texts("SELECT key FROM outbox");
    }
}
