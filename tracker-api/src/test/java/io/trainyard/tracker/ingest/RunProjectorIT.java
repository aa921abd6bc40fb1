package io.trainyard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import io.trainyard.contract.TrainedOn;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.storage.RunMoves.Answer;
import io.trainyard.tracker.storage.SeriesQueries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunProjectorIT {
    private static final String POINTS = """
            SELECT metric.name || ' ' || epoch || ' ' || value
            FROM metric_point
            JOIN metric ON metric.id = metric_id
            JOIN run ON run.id = metric_point.run_id
            WHERE run.run_id = ?
            ORDER BY metric.name, epoch
            """;

    private static final String SUMMARY = """
            SELECT metric.name || ' ' || last || ' ' || min || ' ' || max || ' ' || best || ' ' || best_epoch
            FROM run_metric
            JOIN metric ON metric.id = metric_id
            JOIN run ON run.id = run_metric.run_id
            WHERE run.run_id = ?
            ORDER BY metric.name
            """;

    private static final String PROGRESS = """
            SELECT %s
            FROM run_progress
            WHERE run_id = (SELECT id FROM run WHERE run.run_id = ?)
            """;

    private final TestTracker tracker = new TestTracker();

    @AfterAll
    void close() {
        tracker.close();
    }

    @Test
    void runGoesFromQueueToCompletion() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        assertThat(tracker.status(run)).isEqualTo("queued");

        tracker.apply(attempt.started(), attempt.progressed(1, 5, 10));
        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(tracker.text(PROGRESS.formatted("progress ->> 'step'"), run.value()))
                .isEqualTo("5");

        tracker.apply(
                attempt.epoch(1, 0.75),
                attempt.checkpoint(1),
                attempt.log("half of it"),
                attempt.epoch(2, 0.5),
                attempt.artifact("model"),
                attempt.completed(2));

        assertThat(tracker.status(run)).isEqualTo("completed");
        assertThat(tracker.texts(POINTS, run.value()))
                .containsExactly("test_accuracy 1 0.75", "test_accuracy 2 0.5", "test_loss 1 0.25", "test_loss 2 0.5");
        assertThat(tracker.texts(SUMMARY, run.value()))
                .containsExactly("test_accuracy 0.5 0.5 0.75 0.75 1", "test_loss 0.5 0.25 0.5 0.25 1");
        assertThat(tracker.text(
                        PROGRESS.formatted("epochs_completed || ' ' || class_accuracies || ' ' || progress"),
                        run.value()))
                .isEqualTo("2 [0.9, 0.8] null");
        assertThat(tracker.text("""
                SELECT attempt.state || ' ' || events_received || ' ' || last_sequence
                FROM attempt
                WHERE attempt_id = ?
                """, attempt.id().value())).isEqualTo("completed 8 8");
    }

    @Test
    void epochsOfManyRunsInOnePollLeaveTheRunsRowsAlone() {
        List<Events> attempts = Stream.generate(() -> Events.attempt(tracker.newRun(), "host-1"))
                .limit(30)
                .toList();
        attempts.forEach(attempt -> tracker.apply(attempt.started()));
        String versions = "SELECT string_agg(xmin::text, ' ' ORDER BY id) FROM run";
        String before = tracker.text(versions);
        List<RunEvent> poll = new ArrayList<>();
        for (int epoch = 1; epoch <= 3; epoch++)
            for (Events attempt : attempts) {
                poll.add(attempt.progressed(epoch, 1, 10));
                poll.add(attempt.epoch(epoch, epoch / 10.0));
                poll.add(attempt.checkpoint(epoch));
            }
        poll.add(attempts.getFirst().progressed(4, 7, 10));
        poll.addAll(poll.subList(0, 100));

        tracker.apply(poll.toArray(RunEvent[]::new));

        assertThat(tracker.text(versions)).isEqualTo(before);
        for (Events attempt : attempts) {
            assertThat(tracker.texts(SUMMARY, attempt.run().value()))
                    .containsExactly("test_accuracy 0.3 0.1 0.3 0.3 3", "test_loss 0.7 0.7 0.9 0.7 3");
            assertThat(tracker.text(
                            PROGRESS.formatted("epochs_completed || ' ' || furthest_epoch"),
                            attempt.run().value()))
                    .isEqualTo("3 3");
        }
        assertThat(received(attempts.getFirst())).isEqualTo("11");
        assertThat(received(attempts.getLast())).isEqualTo("10");
        assertThat(tracker.text(
                        PROGRESS.formatted("progress ->> 'step'"),
                        attempts.getFirst().run().value()))
                .isEqualTo("7");
    }

    @Test
    void epochDeliveredTwiceStandsOnce() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        RunEvent started = attempt.started();
        RunEvent first = attempt.epoch(1, 0.5);

        tracker.apply(started, first, started, first);
        tracker.apply(first);

        assertThat(tracker.texts(POINTS, run.value())).containsExactly("test_accuracy 1 0.5", "test_loss 1 0.5");
        assertThat(received(attempt)).isEqualTo("2");
    }

    @Test
    void summaryFollowsPointsAcrossTransactions() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started(), attempt.epoch(1, 0.5));

        tracker.apply(attempt.epoch(2, 0.75));
        tracker.apply(attempt.epoch(3, 0.25));

        assertThat(tracker.texts(SUMMARY, run.value()))
                .containsExactly("test_accuracy 0.25 0.25 0.75 0.75 2", "test_loss 0.75 0.25 0.75 0.25 2");
    }

    @Test
    void resumedAttemptRepeatingItsEpochsKeepsThemAndNotWhatLiesBeyond() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        tracker.apply(first.started(), first.epoch(1, 0.5), first.epoch(2, 0.75), first.released());
        assertThat(tracker.status(run)).isEqualTo("queued");
        Events second = Events.attempt(run, "host-2");

        tracker.apply(second.resumed(1), second.epoch(1, 0.9));

        assertThat(tracker.texts(POINTS, run.value())).containsExactly("test_accuracy 1 0.5", "test_loss 1 0.5");
        assertThat(tracker.text(PROGRESS.formatted("epochs_completed"), run.value()))
                .isEqualTo("1");
    }

    @Test
    void restartFromEpochOneShowsTheCurveOfTheModelThatIsTrained() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        tracker.apply(first.started(), first.epoch(1, 0.5), first.epoch(2, 0.75), first.epoch(3, 0.9));
        tracker.apply(first.released());
        Events second = Events.attempt(run, "host-2");

        tracker.apply(second.started(), second.epoch(1, 0.25));

        assertThat(tracker.texts(POINTS, run.value())).containsExactly("test_accuracy 1 0.25", "test_loss 1 0.75");
        assertThat(tracker.texts(SUMMARY, run.value()))
                .containsExactly("test_accuracy 0.25 0.25 0.25 0.25 1", "test_loss 0.75 0.75 0.75 0.75 1");
        assertThat(superseded(run)).containsExactly("1 1 0.5", "1 2 0.75", "1 3 0.9");
        assertThat(tracker.text(PROGRESS.formatted("epochs_completed"), run.value()))
                .isEqualTo("1");
    }

    @Test
    void historyIsWhatEachOwnerContributed() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        Events second = Events.attempt(run, "host-2");
        Events third = Events.attempt(run, "host-3");

        // All of it in one poll: what waits to be stored must not come after what replaces it.
        tracker.apply(
                first.started(),
                first.epoch(1, 0.1),
                first.epoch(2, 0.2),
                first.epoch(3, 0.3),
                first.released(),
                second.resumed(2),
                second.epoch(1, 0.1),
                second.epoch(2, 0.2),
                second.epoch(3, 0.33),
                second.epoch(4, 0.44),
                second.released(),
                third.resumed(3),
                third.epoch(4, 0.45));

        assertThat(tracker.texts(
                        POINTS.replace("metric.name || ' ' || epoch", "metric_point.attempt || ' ' || epoch")
                                .replace("WHERE", "WHERE metric.name = 'test_accuracy' AND"),
                        run.value()))
                .containsExactly("1 1 0.1", "1 2 0.2", "2 3 0.33", "3 4 0.45");
        assertThat(superseded(run)).containsExactly("1 3 0.3", "2 4 0.44");
        String ofTheSecond = tracker.database.read(
                tx -> SeriesQueries.seriesOfAttempt(tx, run.value(), 2, List.of("test_accuracy"), 100)
                        .toString());
        assertThat(ofTheSecond)
                .isEqualTo("{\"%s\":{\"test_accuracy\":{\"epochs\":[3,4],\"values\":[0.33,0.44]}}}"
                        .formatted(run.value()));
    }

    @Test
    void epochsThatTheFirstAttemptCouldNotDeliverComeFromTheCheckpoint() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        tracker.apply(first.started(), first.epoch(1, 0.1), first.released());
        Events second = Events.attempt(run, "host-2");

        tracker.apply(second.resumed(3), second.epoch(1, 0.1), second.epoch(2, 0.2), second.epoch(3, 0.3));

        assertThat(tracker.texts(POINTS, run.value()))
                .contains("test_accuracy 1 0.1", "test_accuracy 2 0.2", "test_accuracy 3 0.3");
    }

    @Test
    void silentWorkersAreForgivenWhenTheRunGetsFurther() {
        RunId run = tracker.newRun();
        for (int i = 1; i <= 8; i++) {
            Events attempt = Events.attempt(run, "host-" + i);
            tracker.apply(attempt.resumed((i - 1) * 10));
            for (int epoch = (i - 1) * 10 + 1; epoch <= i * 10; epoch++) tracker.apply(attempt.epoch(epoch, 0.5));
            tracker.clock.advance(TestTracker.LEASE);
            tracker.expire();
            assertThat(tracker.status(run)).isEqualTo("queued");
        }
        assertThat(tracker.text(PROGRESS.formatted("lost_attempts"), run.value()))
                .isEqualTo("1");
    }

    @Test
    void runThatNeverGetsFurtherIsGivenUp() {
        RunId run = tracker.newRun();
        for (int i = 1; i <= 5; i++) {
            assertThat(tracker.status(run)).isEqualTo("queued");
            Events attempt = Events.attempt(run, "host-" + i);
            // Always from the start, and never beyond what the first one has reached.
            tracker.apply(attempt.started(), attempt.epoch(1, 0.5));
            tracker.clock.advance(TestTracker.LEASE);
            tracker.expire();
        }
        assertThat(tracker.status(run)).isEqualTo("failed");
    }

    @Test
    void workerThatDiedBesideTheOwnerCounts() {
        RunId run = tracker.newRun();
        Events owner = Events.attempt(run, "owner");
        Events beside = Events.attempt(run, "beside");
        Events stopped = Events.attempt(run, "stopped");
        tracker.apply(owner.started(), beside.started(), stopped.started());
        tracker.apply(owner.heartbeat(1), beside.heartbeat(1), stopped.heartbeat(1));
        tracker.clock.advance(Duration.ofSeconds(8));
        // One of the two has let go and lives; the other is never heard of again.
        tracker.apply(owner.heartbeat(1), Events.heartbeat("stopped", 1));
        tracker.clock.advance(Duration.ofSeconds(8));
        tracker.apply(owner.heartbeat(1));
        tracker.expire();

        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(tracker.text(PROGRESS.formatted("lost_attempts"), run.value()))
                .isEqualTo("1");
        tracker.clock.advance(Duration.ofSeconds(8));
        tracker.apply(owner.heartbeat(1));
        tracker.expire();
        assertThat(tracker.text(PROGRESS.formatted("lost_attempts"), run.value()))
                .isEqualTo("1");
    }

    @Test
    void clocksThatAreFarApartDoNotBendTheDuration() {
        RunId run = tracker.newRun();
        // The events' clock stands at noon, the tracker's an hour later.
        tracker.clock.advance(Duration.ofHours(1));
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());
        tracker.clock.advance(Duration.ofSeconds(5));

        tracker.apply(attempt.epoch(1, 0.5), attempt.completed(1));

        assertThat(tracker.text("""
                SELECT extract(epoch FROM r.ended_at - r.started_at)::int || ' '
                       || extract(epoch FROM a.ended_at - a.started_at)::int
                FROM run r
                JOIN attempt a ON a.run_id = r.id
                WHERE r.run_id = ?
                """, run.value())).isEqualTo("2 2");
    }

    @Test
    void cancelledRunEndsWithoutItsWorkerAfterAWhile() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "hung");
        tracker.apply(attempt.started());
        tracker.cancel(run);

        tracker.clock.advance(Duration.ofSeconds(29));
        tracker.leases().endCancelled(tx -> {});
        assertThat(tracker.status(run)).isEqualTo("running");
        tracker.clock.advance(Duration.ofSeconds(1));
        tracker.leases().endCancelled(tx -> {});

        assertThat(tracker.status(run)).isEqualTo("cancelled");
        tracker.apply(attempt.epoch(1, 0.5), attempt.completed(2));
        assertThat(tracker.status(run)).isEqualTo("cancelled");
    }

    @Test
    void runThatTrainsIsDeletedWhenItHasStopped() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());

        assertThat(tracker.delete(run)).isEqualTo(Answer.UNDER_WAY);
        assertThat(commands(run)).last().asString().contains("cancel-run");
        tracker.apply(attempt.epoch(1, 0.5), attempt.cancelled());

        assertThat(tracker.delete(run)).isEqualTo(Answer.NO_SUCH_RUN);
        assertThat(tracker.texts("SELECT files_removed_at FROM deleted_run WHERE run_id = ?", run.value()))
                .containsExactly("null");
    }

    @Test
    void runWhoseWorkerHangsIsDeletedAfterAWhile() {
        RunId run = tracker.newRun();
        tracker.apply(Events.attempt(run, "hung").started());
        tracker.delete(run);

        tracker.clock.advance(Duration.ofSeconds(30));
        tracker.leases().endCancelled(tx -> {});

        assertThat(tracker.delete(run)).isEqualTo(Answer.NO_SUCH_RUN);
    }

    @Test
    void attemptIsKnownByWhatItTrainsOnAndFromWhichEpoch() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started(), attempt.epoch(1, 0.5));
        attempt.trainOn(new TrainedOn("onednn", "oneDNN", 2, "fp32", "Some processor"));
        tracker.apply(attempt.progressed(2, 1, 10), attempt.progressed(2, 5, 10), attempt.epoch(2, 0.5));
        attempt.trainOn(new TrainedOn("onednn", "oneDNN", 1, "fp32", "Some processor"));
        tracker.apply(attempt.epoch(3, 0.5), attempt.epoch(4, 0.5));

        assertThat(tracker.texts("""
                SELECT concat_ws(' ', d.from_epoch, d.device_id, d.name, d.threads, d.precision)
                FROM attempt_device d
                JOIN attempt a ON a.id = d.attempt_id
                JOIN run r ON r.id = a.run_id
                WHERE r.run_id = ?
                ORDER BY d.from_epoch
                """, run.value())).containsExactly("2 onednn oneDNN 2 fp32", "3 onednn oneDNN 1 fp32");
        assertThat(tracker.text(
                        "SELECT concat_ws(' ', a.device, a.threads) FROM attempt a JOIN run r ON r.id = a.run_id"
                                + " WHERE r.run_id = ?",
                        run.value()))
                .isEqualTo("oneDNN 1");
    }

    @Test
    void everyLaterAttemptHearsWhatTheFirstEpochWasTrainedOn() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        tracker.apply(first.started());
        assertThat(commands(run).getLast()).contains("start-attempt").doesNotContain("before");
        first.trainOn(new TrainedOn("onednn", "oneDNN", 2, "fp32", "Some processor"));
        tracker.apply(first.progressed(1, 1, 10), first.released());
        Events second = Events.attempt(run, "host-2");
        second.trainOn(new TrainedOn("vector", "Java vectors", 1, "fp32", "Another processor"));
        tracker.apply(second.started(), second.epoch(1, 0.5), second.released());

        tracker.apply(Events.attempt(run, "host-3").started());

        assertThat(commands(run).getLast())
                .contains("start-attempt", "onednn", "Some processor")
                .doesNotContain("Another processor");
    }

    @Test
    void eventsOfUnknownRunsAreCounted() {
        long before = tracker.projector.unknownRuns().count();
        Events stranger = Events.attempt(Events.newRunId(), "host-1");

        tracker.apply(stranger.started(), stranger.epoch(1, 0.5));

        assertThat(tracker.projector.unknownRuns().count()).isEqualTo(before + 2);
    }

    @Test
    void runThatOneWorkerCannotTrainIsLeftToTheOthersAndFailsWhenAllHaveTried() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        Events again = Events.attempt(run, "host-1");
        Events second = Events.attempt(run, "host-2");
        tracker.apply(first.heartbeat(1), second.heartbeat(1));

        tracker.apply(first.started(), first.refused(FailureKind.DATA, "mnist is missing"));
        assertThat(tracker.status(run)).isEqualTo("queued");
        tracker.apply(again.started(), again.refused(FailureKind.DATA, "mnist is missing"));
        assertThat(tracker.status(run)).isEqualTo("queued");
        tracker.apply(second.started(), second.refused(FailureKind.MEMORY, "needs 9.0 GiB"));

        assertThat(tracker.status(run)).isEqualTo("failed");
        assertThat(tracker.texts(
                        "SELECT failure_kind || ': ' || failure_message FROM run WHERE run_id = ?", run.value()))
                .containsExactly("memory: needs 9.0 GiB");
    }

    @Test
    void filesAreKnownByAttemptEpochAndDigest() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");

        tracker.apply(attempt.started(), attempt.checkpoint(2), attempt.artifact("model"));

        assertThat(tracker.texts(
                        "SELECT f.attempt || ' ' || f.epoch || ' ' || coalesce(f.sha256, 'unknown') "
                                + "FROM artifact f JOIN run r ON r.id = f.run_id WHERE r.run_id = ?",
                        run.value()))
                .containsExactly("1 1 " + "ab".repeat(32));
        assertThat(tracker.texts(
                        "SELECT c.attempt || ' ' || c.sha256 FROM checkpoint c JOIN run r ON r.id = c.run_id "
                                + "WHERE r.run_id = ?",
                        run.value()))
                .containsExactly("1 " + "ab".repeat(32));
    }

    @Test
    void supersededAttemptChangesNothing() {
        RunId run = tracker.newRun();
        Events owner = Events.attempt(run, "host-1");
        Events other = Events.attempt(run, "host-2");
        tracker.apply(owner.started());

        tracker.apply(other.started(), other.epoch(1, 0.5), other.failed(FailureKind.INTERNAL, "no matter"));

        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(tracker.texts(POINTS, run.value())).isEmpty();
        assertThat(tracker.text(
                        "SELECT state FROM attempt WHERE attempt_id = ?",
                        other.id().value()))
                .isEqualTo("superseded");
        assertThat(superseded(run)).containsExactly("2 1 0.5");
        assertThat(received(other)).isEqualTo("3");
        assertThat(commands(run)).hasSize(2);
        assertThat(commands(run).getFirst())
                .contains("start-attempt", owner.id().value());
        assertThat(commands(run).getLast()).contains("stop-attempt", other.id().value());
    }

    @Test
    void lateEventsOfALostAttemptDoNotReachTheRun() {
        RunId run = tracker.newRun();
        Events lost = Events.attempt(run, "host-1");
        tracker.apply(lost.started());
        tracker.clock.advance(TestTracker.LEASE);
        tracker.expire();
        Events next = Events.attempt(run, "host-2");

        tracker.apply(next.started(), lost.epoch(1, 0.5), lost.completed(2));

        assertThat(tracker.status(run)).isEqualTo("running");
        assertThat(tracker.texts(POINTS, run.value())).isEmpty();
        assertThat(tracker.texts(
                        "SELECT state FROM attempt JOIN run ON run.id = attempt.run_id WHERE run.run_id = ?"
                                + " ORDER BY number",
                        run.value()))
                .containsExactly("lost", "running");
    }

    @Test
    void heartbeatRenewsTheLeaseByTheTrackersClock() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-3");
        tracker.apply(attempt.started());
        tracker.clock.advance(Duration.ofSeconds(8));
        tracker.apply(attempt.heartbeat(1));
        tracker.clock.advance(Duration.ofSeconds(8));

        tracker.apply(Events.attempt(run, "host-4").started());

        assertThat(tracker.text(
                        "SELECT state FROM attempt WHERE attempt_id = ?",
                        attempt.id().value()))
                .isEqualTo("running");
        assertThat(tracker.text("SELECT state || busy FROM worker WHERE name = 'host-3'"))
                .isEqualTo("live1");
    }

    @Test
    void cancelledRunEndsWhenItsWorkerHasStopped() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());

        assertThat(tracker.cancel(run)).isEqualTo(Answer.UNDER_WAY);
        assertThat(tracker.status(run)).isEqualTo("running");
        tracker.apply(attempt.cancelled());

        assertThat(tracker.status(run)).isEqualTo("cancelled");
        assertThat(tracker.cancel(run)).isEqualTo(Answer.WRONG_STATUS);
    }

    @Test
    void failureIsKeptWithItsKind() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");

        tracker.apply(attempt.started(), attempt.failed(FailureKind.NUMERIC, "loss is not a number"));

        assertThat(tracker.text(
                        "SELECT failure_kind || ': ' || failure_message FROM run WHERE run_id = ?", run.value()))
                .isEqualTo("numeric: loss is not a number");
        assertThat(commands(run)).hasSize(2).last().asString().contains("close-run");
    }

    @Test
    void runWhoseWorkerCrashedOnceGoesOn() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");

        tracker.apply(first.started(), first.crashed("SIGSEGV", "C  [libdnnl.so+0x1]"), first.crashed("SIGSEGV"));
        assertThat(tracker.status(run)).isEqualTo("queued");
        Events second = Events.attempt(run, "host-1");
        tracker.apply(second.started(), second.epoch(1, 0.5), second.completed(1));

        assertThat(tracker.status(run)).isEqualTo("completed");
        assertThat(states(run)).containsExactly("crashed", "completed");
        assertThat(log(run)).containsExactly("SIGSEGV", "C  [libdnnl.so+0x1]");
    }

    @Test
    void secondCrashFailsTheRunAlsoWithNewEpochsBetween() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        Events second = Events.attempt(run, "host-2");

        tracker.apply(first.started(), first.crashed("SIGSEGV"));
        tracker.apply(second.started(), second.epoch(1, 0.5), second.crashed("SIGBUS"));

        assertThat(tracker.text(
                        "SELECT failure_kind || ': ' || failure_message FROM run WHERE run_id = ?", run.value()))
                .startsWith("crash: ")
                .endsWith("SIGBUS");
        assertThat(states(run)).containsExactly("crashed", "crashed");
        assertThat(commands(run)).last().asString().contains("close-run");
    }

    @Test
    void crashCountsHoweverTheAttemptWasGivenUp() {
        RunId run = tracker.newRun();
        Events lost = Events.attempt(run, "host-1");
        Events owner = Events.attempt(run, "host-2");
        Events superseded = Events.attempt(run, "host-3");
        tracker.apply(lost.started());
        tracker.clock.advance(TestTracker.LEASE);
        tracker.expire();
        tracker.apply(owner.started(), superseded.started());

        tracker.apply(lost.crashed("SIGSEGV"));
        assertThat(tracker.status(run)).isEqualTo("running");
        tracker.apply(superseded.crashed("SIGSEGV"));

        assertThat(tracker.status(run)).isEqualTo("failed");
        assertThat(states(run)).containsExactly("crashed", "running", "crashed");
    }

    @Test
    void crashOfACancelledRunCancelsIt() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());
        tracker.cancel(run);

        tracker.apply(attempt.crashed("SIGSEGV"));

        assertThat(tracker.status(run)).isEqualTo("cancelled");
    }

    private List<String> states(RunId run) {
        return tracker.texts(
                "SELECT state FROM attempt JOIN run ON run.id = attempt.run_id WHERE run.run_id = ? ORDER BY number",
                run.value());
    }

    private List<String> log(RunId run) {
        return tracker.texts(
                "SELECT message FROM log_line JOIN run ON run.id = log_line.run_id WHERE run.run_id = ? ORDER BY log_line.id",
                run.value());
    }

    @Test
    void eventsOfADeletedRunAreIgnored() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started(), attempt.epoch(1, 0.5), attempt.completed(2));

        assertThat(tracker.delete(run)).isEqualTo(Answer.DONE);
        tracker.apply(attempt.log("late"), Events.attempt(run, "host-2").started());

        assertThat(tracker.delete(run)).isEqualTo(Answer.NO_SUCH_RUN);
        assertThat(tracker.texts("SELECT run_id FROM deleted_run")).contains(run.value());
    }

    @Test
    void commitsTellWhatChangedUnderGrowingNumbers() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        long before = tracker.committed.getLast().change();

        tracker.apply(attempt.started());

        assertThat(tracker.committed.getLast().runs()).containsExactly(run);
        assertThat(tracker.committed.getLast().change()).isGreaterThan(before);
        assertThat(tracker.text("SELECT change FROM run WHERE run_id = ?", run.value()))
                .isEqualTo(Long.toString(tracker.committed.getLast().change()));
    }

    private List<String> superseded(RunId run) {
        return tracker.texts("""
                SELECT p.attempt || ' ' || p.epoch || ' ' || p.value
                FROM superseded_point p
                JOIN metric m ON m.id = p.metric_id
                JOIN run r ON r.id = p.run_id
                WHERE r.run_id = ? AND m.name = 'test_accuracy'
                ORDER BY p.attempt, p.epoch
                """, run.value());
    }

    private String received(Events attempt) {
        return tracker.text(
                "SELECT events_received FROM attempt WHERE attempt_id = ?",
                attempt.id().value());
    }

    private List<String> commands(RunId run) {
        return tracker.texts("SELECT convert_from(payload, 'UTF8') FROM outbox WHERE key = ?", run.value());
    }
}
