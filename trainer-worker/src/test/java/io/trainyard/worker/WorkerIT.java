package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.EpochProgressed;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunEvent.RunFailed;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.wire.InstallationStamp;
import io.trainyard.contract.wire.RunRequestCodec;
import io.trainyard.engine.ResumePoint;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.device.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIT {
    private static final Duration LONG_LOCK = Duration.ofSeconds(60);

    @TempDir
    private static Path brokerDirectory;

    @TempDir
    private Path home;

    private static KafkaForWorkers kafka;
    private ReportLog log;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaForWorkers.start(brokerDirectory);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void listen() throws Exception {
        kafka.lockFor(LONG_LOCK);
        log = new ReportLog(kafka);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void requestIsTrainedAndItsEventsArriveInOrder() throws Exception {
        RunRequest request = Requests.ofEpochs(3);
        try (Worker _ = worker("first", FastTrainer.thatFinishes())) {
            kafka.request(request);
            log.await(request.run(), RunCompleted.class, 1);
            log.await(kafka::isQueueSettled);
        }

        List<RunEvent> events = log.events(request.run(), RunEvent.class);
        assertThat(events.getFirst()).isInstanceOf(RunEvent.AttemptStarted.class);
        assertThat(events.getLast()).isInstanceOf(RunCompleted.class);
        assertThat(events)
                .extracting(event -> event.header().sequence())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(log.events(request.run(), EpochCompleted.class))
                .extracting(EpochCompleted::epoch)
                .containsExactly(1, 2, 3);
    }

    @Test
    void cancelStopsARunInTheMiddleOfAnEpoch() throws Exception {
        RunRequest request = Requests.ofEpochs(3);
        try (Worker _ = worker("first", new FastTrainer(1))) {
            kafka.request(request);
            log.await(() -> log.events(request.run(), EpochProgressed.class).stream()
                    .anyMatch(progress -> progress.epoch() == 2));

            kafka.command(new RunCommand.CancelRun(request.run()));

            log.await(request.run(), RunCancelled.class, 1);
            log.await(kafka::isQueueSettled);
        }
    }

    @Test
    void runThatIsOfferedToAWorkerIsTrainedByItAlone() throws Exception {
        RunRequest offered = Requests.ofEpochs(1);
        RunRequest forOther = Requests.ofEpochs(1);
        try (Worker _ = worker("first", FastTrainer.thatFinishes())) {
            log.await(() -> log.of(WorkerHeartbeat.class).stream()
                    .anyMatch(heartbeat -> heartbeat.profile().isPresent()));

            kafka.offer(new WorkerName("second"), forOther);
            kafka.send(Topics.USUAL.runOffers(), "no worker/no run", "no offer".getBytes(StandardCharsets.UTF_8));
            kafka.offer(new WorkerName("first"), offered);
            log.await(offered.run(), RunCompleted.class, 1);
        }

        assertThat(log.events(forOther.run(), RunEvent.class)).isEmpty();
    }

    @Test
    void requestForAClosedRunIsDropped() throws Exception {
        RunRequest closed = Requests.ofEpochs(1);
        RunRequest open = Requests.ofEpochs(1);
        kafka.command(new RunCommand.CloseRun(closed.run()));
        kafka.request(closed);
        kafka.request(open);

        try (Worker _ = worker("first", FastTrainer.thatFinishes())) {
            log.await(open.run(), RunCompleted.class, 1);
            log.await(kafka::isQueueSettled);
        }

        assertThat(log.events(closed.run(), RunEvent.class)).isEmpty();
    }

    @Test
    void malformedRequestDoesNotHoldUpTheNextOne() throws Exception {
        RunRequest sound = Requests.ofEpochs(1);
        kafka.send(Topics.USUAL.runRequests(), "unknown", "no request".getBytes(StandardCharsets.UTF_8));
        kafka.send(Topics.USUAL.runRequests(), "unknown", null);
        kafka.request(sound);

        try (Worker _ = worker("first", FastTrainer.thatFinishes())) {
            log.await(sound.run(), RunCompleted.class, 1);
            log.await(kafka::isQueueSettled);
        }
    }

    @Test
    void requestThatNeedsANewerWorkerIsLeftToOneAndHoldsUpNoOther() throws Exception {
        RunRequest tomorrow = Requests.ofEpochs(1);
        RunRequest sound = Requests.ofEpochs(1);
        byte[] newer = text(tomorrow).replace("{\"v\":1,", "{\"v\":99,").getBytes(StandardCharsets.UTF_8);
        kafka.send(Topics.USUAL.runRequests(), tomorrow.run().value(), newer);
        kafka.request(sound);

        try (Worker _ = worker("old", FastTrainer.thatFinishes())) {
            log.await(sound.run(), RunCompleted.class, 1);
            log.await(() -> log.of(WorkerHeartbeat.class).stream().anyMatch(WorkerIT::saysThatANewerWorkerIsNeeded));
            log.await(kafka::isQueueSettled);
        }

        assertThat(log.events(tomorrow.run(), RunEvent.class)).isEmpty();
    }

    @Test
    void requestOfAnotherInstallationIsLeftToItsOwnWorkers() throws Exception {
        RunRequest foreign = Requests.ofEpochs(1);
        RunRequest sound = Requests.ofEpochs(1);
        InstallationId ours = new InstallationId("ours");
        kafka.send(
                Topics.USUAL.runRequests(),
                foreign.run().value(),
                InstallationStamp.put(Optional.of(new InstallationId("theirs")), RunRequestCodec.encode(foreign)));
        kafka.request(sound);

        try (Worker _ = Worker.start(
                WorkerSettings.local(new WorkerName("ours"), kafka.connection().of(ours), home),
                FastTrainer.thatFinishes())) {
            log.await(sound.run(), RunCompleted.class, 1);
            log.await(() -> log.of(WorkerHeartbeat.class).stream()
                    .flatMap(heartbeat -> heartbeat.troubles().stream())
                    .anyMatch(trouble -> trouble.contains("is of the installation theirs, but this is ours")));
            log.await(kafka::isQueueSettled);
        }

        assertThat(log.events(foreign.run(), RunEvent.class)).isEmpty();
    }

    @Test
    void runFailsWhoseSpecificationTheWorkerRefuses() throws Exception {
        RunRequest request = Requests.ofEpochs(1);
        byte[] refused = text(request).replace("\"epochs\":1,", "\"epochs\":0,").getBytes(StandardCharsets.UTF_8);

        try (Worker _ = worker("first", FastTrainer.thatFinishes())) {
            kafka.send(Topics.USUAL.runRequests(), request.run().value(), refused);

            RunFailed failed = log.await(request.run(), RunFailed.class, 1).getFirst();
            assertThat(failed.failure()).isEqualTo(FailureKind.CONFIGURATION);
            assertThat(failed.message()).contains("epochs: must be from 1");
            log.await(kafka::isQueueSettled);
        }
    }

    private static String text(RunRequest request) {
        return new String(RunRequestCodec.encode(request), StandardCharsets.UTF_8);
    }

    @Test
    void stoppedWorkerHandsItsRunToAnotherWhichResumes() throws Exception {
        RunRequest request = Requests.ofEpochs(4);
        try (Worker _ = worker("first", new FastTrainer(2))) {
            kafka.request(request);
            log.await(request.run(), CheckpointSaved.class, 2);
        }
        log.await(request.run(), AttemptReleased.class, 1);
        handOutAgain(request);

        try (Worker _ = worker("second", FastTrainer.thatFinishes())) {
            log.await(request.run(), RunCompleted.class, 1);
            log.await(kafka::isQueueSettled);
        }

        assertResumed(request, 2);
    }

    @Test
    void requestIsSettledOnceItsAttemptIsReportedAndNotWhenItEnds() throws Exception {
        RunRequest request = Requests.ofEpochs(1);
        try (Worker _ = worker("first", new FastTrainer(0))) {
            kafka.request(request);
            log.await(request.run(), EpochProgressed.class, 1);

            log.await(kafka::isQueueSettled);

            kafka.command(new RunCommand.CancelRun(request.run()));
            log.await(request.run(), RunCancelled.class, 1);
        }
    }

    @Test
    void requestThatIsDeliveredTwiceIsTrainedOnce() throws Exception {
        RunRequest request = Requests.ofEpochs(1);
        try (Worker _ = worker("first", new FastTrainer(0));
                Worker _ = worker("second", new FastTrainer(0))) {
            kafka.request(request);
            kafka.request(request);
            List<AttemptStarted> started = log.await(request.run(), AttemptStarted.class, 2);
            log.await(() -> !eventsAfterTheStart(started.getLast()).isEmpty());

            kafka.command(new RunCommand.CancelRun(request.run()));
            log.await(request.run(), RunCancelled.class, 1);
            log.await(kafka::isQueueSettled);

            assertThat(log.events(request.run(), RunEvent.class)).anyMatch(EpochProgressed.class::isInstance);
            assertThat(eventsAfterTheStart(started.getLast())).singleElement().isInstanceOf(RunEvent.LogWritten.class);
        }
    }

    @Test
    void runOfAKilledWorkerIsTakenOverByAnother() throws Exception {
        RunRequest request = Requests.ofEpochs(3);
        Process killed = WorkerProcess.start(brokerDirectory, home);
        try {
            kafka.request(request);
            log.await(request.run(), CheckpointSaved.class, 1);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        handOutAgain(request);

        try (Worker _ = worker("second", FastTrainer.thatFinishes())) {
            log.await(request.run(), RunCompleted.class, 1);
            log.await(kafka::isQueueSettled);
        }

        assertResumed(request, 1);
    }

    @Test
    void runThatOneWorkerCannotTrainIsTrainedByAnotherWhileTheFirstPauses() throws Exception {
        RunRequest request = Requests.ofEpochs(1);
        try (Worker _ = worker("poor", withoutData())) {
            kafka.request(request);
            AttemptReleased released =
                    log.await(request.run(), AttemptReleased.class, 1).getFirst();
            assertThat(released.failure()).contains(FailureKind.DATA);
            log.await(() -> log.of(WorkerHeartbeat.class).stream().anyMatch(WorkerIT::saysThatDataIsMissing));
            handOutAgain(request);

            try (Worker _ = worker("rich", FastTrainer.thatFinishes())) {
                log.await(request.run(), RunCompleted.class, 1);
                log.await(kafka::isQueueSettled);
            }
        }
        assertThat(log.events(request.run(), RunFailed.class)).isEmpty();
    }

    private static boolean saysThatANewerWorkerIsNeeded(WorkerHeartbeat heartbeat) {
        return heartbeat.worker().value().equals("old")
                && heartbeat.troubles().stream()
                        .anyMatch(trouble -> trouble.contains("to others") && trouble.contains("needs version 99"));
    }

    private static boolean saysThatDataIsMissing(WorkerHeartbeat heartbeat) {
        return heartbeat.worker().value().equals("poor")
                && heartbeat.troubles().stream()
                        .anyMatch(trouble -> trouble.contains("takes no runs") && trouble.contains("mnist is missing"));
    }

    @Test
    void attemptThatHangsIsHandedBackAndItsProcessEnds() throws Exception {
        RunRequest request = Requests.ofEpochs(1);
        CountDownLatch hanging = new CountDownLatch(1);
        try (Worker worker = Worker.start(
                settings("hanging", Duration.ofMillis(500), StopSettings.USUAL), new FastTrainer(1, 0, 0, hanging))) {
            kafka.request(request);

            AttemptReleased released =
                    log.await(request.run(), AttemptReleased.class, 1).getFirst();
            assertThat(released.failure()).contains(FailureKind.INTERNAL);
            assertThat(released.reason()).startsWith("There was no progress for");
            worker.awaitStop();
            assertThat(worker.hangs()).isTrue();
        } finally {
            hanging.countDown();
        }
        log.await(() -> log.of(WorkerHeartbeat.class).stream()
                .anyMatch(heartbeat -> heartbeat.worker().value().equals("hanging")
                        && heartbeat.stopping()
                        && heartbeat.attempts().isEmpty()));
        handOutAgain(request);
        try (Worker _ = worker("second", FastTrainer.thatFinishes())) {
            log.await(request.run(), RunCompleted.class, 1);
            log.await(kafka::isQueueSettled);
        }
    }

    @Test
    void workerThatDrainsEndsTheEpochAndSavesIt() throws Exception {
        RunRequest request = Requests.ofEpochs(3);
        CountDownLatch inFirstEpoch = new CountDownLatch(1);
        StopSettings draining = new StopSettings(Duration.ofMinutes(1), Optional.empty());
        Worker worker = Worker.start(
                settings("draining", WorkerSettings.USUAL_HANG_TIMEOUT, draining),
                new FastTrainer(Integer.MAX_VALUE, 0, 0, inFirstEpoch));
        kafka.request(request);
        log.await(request.run(), RunEvent.LogWritten.class, 2);

        Thread stop = Thread.ofPlatform().start(worker::close);
        log.await(() -> log.of(WorkerHeartbeat.class).stream()
                .anyMatch(heartbeat -> heartbeat.worker().value().equals("draining") && heartbeat.stopping()));
        inFirstEpoch.countDown();
        stop.join();

        log.await(request.run(), AttemptReleased.class, 1);
        assertThat(log.events(request.run(), EpochCompleted.class)).hasSize(1);
        assertThat(log.events(request.run(), CheckpointSaved.class)).hasSize(1);
    }

    @Test
    void workerEndsWhenItHasHadNothingToDoForLong() throws Exception {
        RunRequest request = Requests.ofEpochs(1);
        StopSettings whenIdle = new StopSettings(Duration.ZERO, Optional.of(Duration.ofSeconds(3)));
        kafka.request(request);

        Worker worker =
                Worker.start(settings("lent", WorkerSettings.USUAL_HANG_TIMEOUT, whenIdle), FastTrainer.thatFinishes());

        log.await(request.run(), RunCompleted.class, 1);
        worker.awaitStop();
    }

    @Test
    void heartbeatNamesTheAttemptsUnderWay() throws Exception {
        RunRequest request = Requests.ofEpochs(1);
        try (Worker _ = worker("beating", new FastTrainer(0))) {
            kafka.request(request);
            AttemptId attempt = log.await(request.run(), AttemptStarted.class, 1)
                    .getFirst()
                    .header()
                    .attempt();

            log.await(() -> log.of(WorkerHeartbeat.class).stream()
                    .anyMatch(heartbeat -> heartbeat.attempts().contains(attempt)));
            kafka.command(new RunCommand.CancelRun(request.run()));
            log.await(kafka::isQueueSettled);
        }

        log.await(() -> log.of(WorkerHeartbeat.class).stream()
                .anyMatch(heartbeat ->
                        heartbeat.stopping() && heartbeat.attempts().isEmpty()));
    }

    private void handOutAgain(RunRequest request) throws Exception {
        log.free(request.run());
        kafka.request(new RunRequest(request.run(), request.experiment(), request.spec(), request.dispatch() + 1));
    }

    private List<RunEvent> eventsAfterTheStart(AttemptStarted started) {
        return log.events(started.header().run(), RunEvent.class).stream()
                .filter(event ->
                        event.header().attempt().equals(started.header().attempt()))
                .skip(1)
                .toList();
    }

    private void assertResumed(RunRequest request, int epoch) {
        assertThat(log.events(request.run(), AttemptStarted.class))
                .extracting(AttemptStarted::resumedFromEpoch)
                .containsExactly(0, epoch);
        AttemptId second = log.events(request.run(), AttemptStarted.class)
                .getLast()
                .header()
                .attempt();
        assertThat(log.events(request.run(), EpochCompleted.class))
                .filteredOn(event -> event.header().attempt().equals(second))
                .hasSize(request.spec().epochs());
    }

    private static Trainer withoutData() {
        return new Trainer() {
            @Override
            public DeviceClass deviceClass() {
                return DeviceClass.CPU;
            }

            @Override
            public long freeMemory() {
                return 1L << 30;
            }

            @Override
            public String device() {
                return "no device";
            }

            @Override
            public ResumePoint resumePoint(RunSpec spec, Path checkpoint) throws IOException {
                throw new IOException("no checkpoint is needed");
            }

            @Override
            public Prepared prepare(RunSpec spec, Stop stop) throws DataException {
                throw new DataException("mnist is missing");
            }
        };
    }

    private Worker worker(String name, Trainer trainer) {
        return Worker.start(settings(name), trainer);
    }

    private WorkerSettings settings(String name, Duration hangTimeout, StopSettings stop) {
        WorkerSettings usual = settings(name);
        return new WorkerSettings(
                usual.name(),
                usual.kafka(),
                usual.files(),
                usual.spoolDirectory(),
                usual.dataDirectory(),
                usual.downloadDirectory(),
                usual.downloadsAllowed(),
                usual.slots(),
                usual.heartbeatInterval(),
                hangTimeout,
                stop,
                ProfileSettings.USUAL);
    }

    private WorkerSettings settings(String name) {
        return WorkerSettings.local(new WorkerName(name), kafka.connection(), home);
    }
}
