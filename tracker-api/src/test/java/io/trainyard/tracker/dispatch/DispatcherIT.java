package io.trainyard.tracker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.Placement;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.testkit.Events;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.KafkaTestClient;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.storage.LeaderLease;
import io.trainyard.tracker.storage.LeaderLease.LeadershipLostException;
import io.trainyard.tracker.storage.OfferRepository;
import io.trainyard.tracker.storage.QueueRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherIT {
    private final TestTracker tracker = new TestTracker();
    private boolean workersQueueIsEmpty;
    private final HandOut handOut = new HandOut(
            tracker.database,
            new HandOut.Tables(new QueueRepository(), tracker.outbox),
            tracker.clock,
            new Unanswered(() -> workersQueueIsEmpty, time -> true, tracker.clock));
    private final Offers offers = new Offers(
            tracker.database,
            new Offers.Tables(new OfferRepository(), tracker.outbox),
            tx -> tracker.clock.instant(),
            time -> true);
    private final Leases leases = tracker.leases();

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
    void killedOrPausedLeaderIsSucceeded() throws Exception {
        LeaderLease paused = new LeaderLease(tracker.database);
        assertThat(paused.holds()).isTrue();
        RunId run = tracker.newRun();

        // Takes the request, too: other tests' runs have the same ids.
        try (KafkaTestClient worker = new KafkaTestClient();
                Dispatcher other = startDispatcher()) {
            assertThat(worker.take(1).getFirst().run()).isEqualTo(run);
            KafkaTestClient.await(
                    "the other one hands out",
                    () -> tracker.text("SELECT dispatch_count FROM run").equals("1"));

            KafkaTestClient.await("its rounds are seen to go well", other::isRunning);
            assertThat(tracker.status(run)).isEqualTo("queued");
        }
        tracker.newRun();
        assertThatThrownBy(() -> handOut.handOut(paused::require)).isInstanceOf(LeadershipLostException.class);
    }

    @Test
    void experimentWithALimitIsInNobodysWay() {
        List<RunId> limited = tracker.create(Specs.experiment("limited", "one", "two", "three"))
                .runs();
        RunId other = tracker.newRun();
        tracker.database.inTransaction(tx -> tx.update("UPDATE experiment SET max_running = 2 WHERE name = 'limited'"));
        tracker.database.inTransaction(tx -> {
            tx.update(
                    "UPDATE run SET status = 'running' WHERE run_id = ?",
                    limited.getFirst().value());
            return 1;
        });
        tracker.apply(Events.heartbeat("host-1", 4));

        handOut.handOut(tx -> {});
        handOut.handOut(tx -> {});

        assertThat(handedOut()).containsExactlyInAnyOrder(limited.get(1).value(), other.value());
        // A limit may be set lower than what runs, which goes on.
        tracker.database.inTransaction(tx -> tx.update("UPDATE experiment SET max_running = 1"));
        handOut.handOut(tx -> {});
        assertThat(handedOut()).hasSize(2);
        tracker.database.inTransaction(tx -> tx.update("UPDATE experiment SET max_running = NULL"));
        handOut.handOut(tx -> {});
        assertThat(handedOut()).hasSize(3);
    }

    @Test
    void limitOfAPersonCountsTheRunsOfAllTheirExperiments() {
        tracker.database.inTransaction(
                tx -> tx.update("INSERT INTO account (name, role, password_hash, created_at, max_running)"
                        + " VALUES ('ann', 'editor', '', now(), 1)"));
        RunId first = tracker.newRun();
        tracker.newRun();
        RunId ofAnother = tracker.newRun();
        tracker.database.inTransaction(tx ->
                tx.update("UPDATE run SET queued_by = (SELECT id FROM account) WHERE run_id <> ?", ofAnother.value()));
        tracker.apply(Events.heartbeat("host-1", 4));

        handOut.handOut(tx -> {});

        assertThat(handedOut()).containsExactlyInAnyOrder(first.value(), ofAnother.value());
    }

    private List<String> handedOut() {
        return tracker.texts("SELECT run_id FROM run WHERE dispatched_at IS NOT NULL");
    }

    @Test
    void messageThatKafkaRefusesFailsItsRunAndHoldsUpNoOther() throws Exception {
        RunId tooLarge = tracker.newRun();
        RunId other = tracker.newRun();
        tracker.database.inTransaction(tx -> tx.update(
                "INSERT INTO outbox (topic, key, payload) VALUES ('trainyard.requests', ?, ?)",
                tooLarge.value(),
                new byte[2 << 20]));
        tracker.database.inTransaction(tx -> {
            tracker.outbox.add(tx, new RunCommand.CloseRun(other));
            return 1;
        });

        try (OutboxSender sender = sender()) {
            sender.flush();
            sender.flush();
        }

        assertThat(tracker.status(tooLarge)).isEqualTo("failed");
        assertThat(tracker.text("SELECT failure_message FROM run WHERE run_id = ?", tooLarge.value()))
                .contains("cannot be sent");
        assertThat(tracker.texts("SELECT key FROM outbox WHERE refusal LIKE '%max.request.size%'"))
                .containsExactly(tooLarge.value());
        assertThat(outbox()).containsExactly(tooLarge.value());
    }

    @Test
    void higherPriorityGoesFirstThenAge() {
        tracker.create(Specs.experiment("old", "a", "b"));
        tracker.create(Specs.experiment("urgent", 5, "c", "d"));
        tracker.apply(Events.heartbeat("host-1", 1));

        handOut.handOut(tx -> {});

        assertThat(requested()).containsExactly("c", "d", "a");
    }

    @Test
    void cancelledRunIsNotHandedOut() {
        RunId run = tracker.newRun();
        tracker.cancel(run);

        handOut.handOut(tx -> {});

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

        handOut.handOut(tx -> {});

        assertThat(requested()).containsExactly("odd", "sound");
        assertThat(tracker.texts("SELECT m ->> 'v' FROM (SELECT convert_from(payload, 'UTF8')::json AS m FROM outbox"
                        + " WHERE topic = 'trainyard.requests' ORDER BY id) messages"))
                .containsExactly("2", "1");
        assertThat(tracker.text("SELECT convert_from(payload, 'UTF8')::json -> 'spec' ->> 'sharpness' FROM outbox"
                        + " ORDER BY id"))
                .isEqualTo("3");
    }

    @Test
    void requestThatIsInNoQueueAnyMoreIsSentAgain() {
        tracker.newRun();
        tracker.apply(Events.heartbeat("host-1", 1));
        handOut.handOut(tx -> {});
        tracker.clock.advance(Unanswered.YOUNG.plusSeconds(1));
        workersQueueIsEmpty = true;

        handOut.handOut(tx -> {});
        assertThat(requested()).hasSize(1);
        tracker.clock.advance(Unanswered.READING_TIME);
        handOut.handOut(tx -> {});

        assertThat(requested()).hasSize(2);
    }

    @Test
    void requestThatWaitsForAWorkerIsNotSentAgainHoweverOldItIs() {
        tracker.newRun();
        handOut.handOut(tx -> {});
        tracker.clock.advance(Duration.ofDays(3));
        tracker.apply(Events.heartbeat("host-1", 1));

        handOut.handOut(tx -> {});
        tracker.clock.advance(Unanswered.QUESTION_INTERVAL);
        handOut.handOut(tx -> {});

        assertThat(requested()).hasSize(1);
    }

    @Test
    void runThatItsWorkerHandsBackIsHandedOutAgain() {
        RunId run = tracker.newRun();
        handOut.handOut(tx -> {});
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started(), attempt.released());

        handOut.handOut(tx -> {});

        assertThat(requested()).hasSize(2);
    }

    @Test
    void firstOfTwoAttemptsIsGrantedTheRunAndTheOtherIsStopped() {
        RunId run = tracker.newRun();
        tracker.apply(
                Events.attempt(run, "host-1").started(),
                Events.attempt(run, "host-2").started());

        assertThat(tracker.texts("SELECT convert_from(payload, 'UTF8')::json ->> 'type' FROM outbox ORDER BY id"))
                .containsExactly("start-attempt", "stop-attempt");
    }

    @Test
    void noAttemptIsGrantedARunThatHasEnded() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(
                attempt.started(),
                attempt.completed(1),
                Events.attempt(run, "host-2").started());

        assertThat(tracker.texts("SELECT convert_from(payload, 'UTF8')::json ->> 'type' FROM outbox ORDER BY id"))
                .containsExactly("start-attempt", "close-run", "close-run");
    }

    @Test
    void runWhoseWorkersDieAgainAndAgainFails() {
        RunId run = tracker.newRun();
        for (int i = 1; i <= 5; i++) {
            assertThat(tracker.status(run)).isEqualTo("queued");
            tracker.apply(Events.attempt(run, "host-" + i).started());
            tracker.clock.advance(TestTracker.LEASE);
            leases.expire(tx -> {});
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
        leases.expire(tx -> {});

        assertThat(tracker.status(run)).isEqualTo("cancelled");
        assertThat(tracker.text("SELECT state FROM worker")).isEqualTo("lost");
    }

    @Test
    void runThatAsksForAWorkerIsOfferedToOneAndHoldsUpNoOther() {
        RunId placed = newRun("gpu", "cuda");
        tracker.newRun();
        tracker.apply(host("cpu-1", "cpu"));

        round();
        assertThat(requested()).containsExactly("run");
        assertThat(offered()).isEmpty();

        tracker.apply(host("gpu-1", "cuda:sm_90"));
        round();
        assertThat(offered()).containsExactly("gpu-1/" + placed);
    }

    @Test
    void offerThatAFreeWorkerMissesIsMadeAgainAndOneToABusyWorkerWaits() {
        tracker.apply(host("gpu-1", "cuda"));
        RunId running = tracker.newRun();
        Events attempt = Events.attempt(running, "gpu-1");
        tracker.apply(attempt.started(), host("gpu-1", "cuda", attempt.id()));
        RunId placed = newRun("gpu", "cuda");

        round();
        tracker.clock.advance(Offers.PATIENCE.multipliedBy(20));
        tracker.apply(host("gpu-1", "cuda", attempt.id()));
        round();
        assertThat(offered()).containsExactly("gpu-1/" + placed);

        tracker.apply(attempt.completed(1), host("gpu-1", "cuda"));
        round();
        assertThat(offered()).hasSize(1);
        tracker.clock.advance(Offers.PATIENCE.plusSeconds(1));
        round();
        assertThat(offered()).containsExactly("gpu-1/" + placed, "gpu-1/" + placed);
    }

    @Test
    void offerToAWorkerThatIsGoneGoesToAnother() {
        RunId placed = newRun("gpu", "cuda");
        tracker.apply(host("gpu-1", "cuda"));
        round();

        tracker.clock.advance(TestTracker.LEASE);
        tracker.apply(host("gpu-2", "cuda"));
        leases.expire(tx -> {});
        round();

        assertThat(offered()).containsExactly("gpu-1/" + placed, "gpu-2/" + placed);
    }

    @Test
    void runThatOnlySomeWorkersMayTrainFailsWhenThoseHaveTried() {
        RunId placed = newRun("gpu", "cuda");
        tracker.apply(host("gpu-1", "cuda"), host("cpu-1", "cpu"));
        Events attempt = Events.attempt(placed, "gpu-1");

        tracker.apply(attempt.started(), attempt.refused(FailureKind.STORAGE, "the disk is full"));

        assertThat(tracker.status(placed)).isEqualTo("failed");
    }

    @Test
    void offerThatKafkaRefusesFailsItsRun() throws Exception {
        RunId placed = newRun("gpu", "cuda");
        tracker.database.inTransaction(tx -> tx.update(
                "INSERT INTO outbox (topic, key, payload) VALUES ('trainyard.offers', ?, ?)",
                "gpu-1/" + placed,
                new byte[2 << 20]));

        try (OutboxSender sender = sender()) {
            sender.flush();
        }

        assertThat(tracker.status(placed)).isEqualTo("failed");
    }

    private void round() {
        offers.make(tx -> {});
        handOut.handOut(tx -> {});
    }

    private RunId newRun(String name, String deviceClass) {
        RunSpec spec = Specs.builder(name)
                .placement(new Placement(Optional.of(new DeviceClass(deviceClass)), 0, Labels.NONE))
                .build();
        return tracker.create(new ExperimentSpec(name, "", 0, List.of(spec)))
                .runs()
                .getFirst();
    }

    private static WorkerHeartbeat host(String name, String deviceClass, AttemptId... attempts) {
        WorkerProfile profile = new WorkerProfile(new DeviceClass(deviceClass), 1 << 30, Labels.NONE);
        return Events.heartbeat(name, 1, Optional.of(profile), attempts);
    }

    private List<String> offered() {
        return tracker.texts("SELECT key FROM outbox WHERE topic = 'trainyard.offers' ORDER BY id");
    }

    private Dispatcher startDispatcher() {
        return Dispatcher.start(tracker.database, new Dispatcher.Rounds(leases, offers, handOut), sender());
    }

    private OutboxSender sender() {
        return new OutboxSender(
                TestServices.kafka(),
                tracker.database,
                new OutboxSender.Tables(tracker.outbox, tracker.runs),
                tracker.moves,
                tracker.clock);
    }

    private List<String> requested() {
        return tracker.texts("SELECT convert_from(payload, 'UTF8')::json -> 'spec' ->> 'name' FROM outbox"
                + " WHERE topic = 'trainyard.requests' ORDER BY id");
    }

    private List<String> outbox() {
        return tracker.texts("SELECT key FROM outbox");
    }
}
