package io.trainyard.tracker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunCommand.CloseRun;
import io.trainyard.contract.RunCommand.PauseAttempt;
import io.trainyard.contract.RunCommand.StartAttempt;
import io.trainyard.contract.RunCommand.StopAttempt;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.WorkerName;
import io.trainyard.tracker.lifecycle.AttemptState.Phase;
import io.trainyard.tracker.lifecycle.AttemptState.Span;
import io.trainyard.tracker.lifecycle.Checkpoints.From;
import io.trainyard.tracker.lifecycle.Move.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LifeCycleTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptState OWNER = attempt(1, "00000000000000a1", Phase.RUNNING);
    private static final AttemptState OTHER = attempt(2, "00000000000000a2", Phase.SUPERSEDED);
    private static final RunEvent.AttemptStarted START =
            new RunEvent.AttemptStarted(new EventHeader(RUN, OTHER.id(), 1, NOON), new WorkerName("host-2"), "CPU", 0);
    private static final EventHeader HEADER = new EventHeader(RUN, OWNER.id(), 2, NOON);

    private static final RunState QUEUED = run(RunStatus.QUEUED, false, OptionalLong.empty(), 0);
    private static final RunState RUNNING = run(RunStatus.RUNNING, false, OptionalLong.of(1), 0);
    private static final RunState STOPPING = run(RunStatus.RUNNING, true, OptionalLong.of(1), 0);
    private static final RunState DONE = run(RunStatus.COMPLETED, false, OptionalLong.empty(), 0);
    private static final RunState FAILED = run(RunStatus.FAILED, false, OptionalLong.empty(), 0);
    private static final RunState CANCELLED = run(RunStatus.CANCELLED, true, OptionalLong.empty(), 0);

    private static final RunState PAUSED = run(RunStatus.PAUSED, false, OptionalLong.empty(), 0);
    private static final RunState PAUSING =
            new RunState(1, RUN, RunStatus.RUNNING, false, true, false, OptionalLong.of(1), 1, 0, 0, Origin.TRAINED);

    private static final TrainedOn ON = new TrainedOn("onednn", "oneDNN", 2, "fp32", "Some processor");

    private static final Chances OTHERS_CAN = new Chances(1, 1);

    static Stream<Arguments> starts() {
        return Stream.of(
                Arguments.of(QUEUED, null),
                Arguments.of(RUNNING, new StopAttempt(RUN, OTHER.id())),
                Arguments.of(STOPPING, new CancelRun(RUN)),
                Arguments.of(DONE, new CloseRun(RUN)),
                Arguments.of(FAILED, new CloseRun(RUN)),
                Arguments.of(CANCELLED, new CancelRun(RUN)),
                Arguments.of(PAUSED, new StopAttempt(RUN, OTHER.id())));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void onlyAnAttemptAtARunThatNobodyOwnsGetsIt(RunState run, @Nullable RunCommand refusal) {
        Move move = LifeCycle.started(run, START, () -> Optional.of(ON));

        assertThat(move.run()).isEqualTo(refusal == null ? new Next.IsOwned() : new Next.Stays());
        assertThat(move.attempt().isPresent()).isEqualTo(refusal != null);
        RunCommand answer = refusal == null ? new StartAttempt(RUN, OTHER.id(), Optional.of(ON)) : refusal;
        assertThat(move.commands()).containsExactly(answer);
    }

    static Stream<Arguments> reports() {
        RunEvent released = new RunEvent.AttemptReleased(HEADER, "stops");
        RunEvent completed = new RunEvent.RunCompleted(HEADER, 2, 10);
        RunEvent failed = new RunEvent.RunFailed(HEADER, FailureKind.NUMERIC, "NaN");
        RunEvent cancelled = new RunEvent.RunCancelled(HEADER);
        Next failure = new Next.Fails(FailureKind.NUMERIC, "NaN");
        return Stream.of(
                Arguments.of(RUNNING, new RunEvent.LogWritten(HEADER, RunEvent.LogLevel.INFO, ""), new Next.Stays()),
                Arguments.of(RUNNING, released, new Next.Waits()),
                Arguments.of(PAUSING, released, new Next.IsPaused()),
                // It was done before it heard that it should wait.
                Arguments.of(PAUSING, completed, new Next.Ends(RunStatus.COMPLETED)),
                Arguments.of(PAUSED, completed, new Next.Stays()),
                Arguments.of(STOPPING, released, new Next.Ends(RunStatus.CANCELLED)),
                Arguments.of(RUNNING, completed, new Next.Ends(RunStatus.COMPLETED)),
                // It was done before it heard that it should stop.
                Arguments.of(STOPPING, completed, new Next.Ends(RunStatus.COMPLETED)),
                Arguments.of(RUNNING, failed, failure),
                Arguments.of(STOPPING, failed, failure),
                Arguments.of(STOPPING, cancelled, new Next.Ends(RunStatus.CANCELLED)),
                Arguments.of(DONE, failed, new Next.Stays()),
                Arguments.of(FAILED, completed, new Next.Stays()),
                Arguments.of(CANCELLED, released, new Next.Stays()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatTheOwnerReportsMovesTheRun(RunState run, RunEvent event, Next next) {
        assertThat(LifeCycle.reported(run, OWNER, event, () -> OTHERS_CAN).run())
                .isEqualTo(next);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatAnyOtherAttemptReportsMovesNothing(RunState run, RunEvent event, Next next) {
        assertThat(LifeCycle.reported(run, OTHER, event, () -> OTHERS_CAN)).isEqualTo(Move.NONE);
    }

    static Stream<Arguments> chances() {
        return Stream.of(
                Arguments.of(new Chances(1, 1), true),
                Arguments.of(new Chances(1, Chances.MAX_REFUSALS - 1), true),
                Arguments.of(new Chances(1, Chances.MAX_REFUSALS), false),
                Arguments.of(new Chances(0, 1), false));
    }

    @ParameterizedTest
    @MethodSource("chances")
    void runThatAWorkerCannotTrainIsLeftToOthersWhileThereAreSome(Chances chances, boolean waits) {
        RunEvent refused = new RunEvent.AttemptReleased(HEADER, "no data", Optional.of(FailureKind.DATA));

        Move move = LifeCycle.reported(RUNNING, OWNER, refused, () -> chances);

        assertThat(move.run()).isEqualTo(waits ? new Next.Waits() : new Next.Fails(FailureKind.DATA, "no data"));
        assertThat(move.attempt()).contains(Phase.RELEASED);
    }

    static Stream<Arguments> crashes() {
        Next fails = new Next.Fails(
                FailureKind.CRASH, "2 attempts took their process with them; the log tells where. At last: SIGSEGV");
        AttemptState lost = attempt(1, "00000000000000a1", Phase.LOST);
        AttemptState failed = attempt(1, "00000000000000a1", Phase.FAILED);
        return Stream.of(
                Arguments.of(RUNNING, OWNER, 1, new Next.Waits(), Phase.CRASHED),
                Arguments.of(PAUSING, OWNER, 1, new Next.IsPaused(), Phase.CRASHED),
                Arguments.of(PAUSED, lost, 1, new Next.Stays(), Phase.CRASHED),
                Arguments.of(PAUSED, lost, 2, fails, Phase.CRASHED),
                Arguments.of(RUNNING, OWNER, 2, fails, Phase.CRASHED),
                Arguments.of(STOPPING, OWNER, 2, new Next.Ends(RunStatus.CANCELLED), Phase.CRASHED),
                Arguments.of(RUNNING, OTHER, 1, new Next.Stays(), Phase.CRASHED),
                Arguments.of(RUNNING, OTHER, 2, fails, Phase.CRASHED),
                Arguments.of(QUEUED, lost, 1, new Next.Stays(), Phase.CRASHED),
                Arguments.of(QUEUED, lost, 2, fails, Phase.CRASHED),
                Arguments.of(DONE, OTHER, 2, new Next.Stays(), Phase.CRASHED),
                Arguments.of(FAILED, failed, 2, new Next.Stays(), null));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void runThatCrashesItsProcessesFailsHoweverItsAttemptsWereGivenUp(
            RunState run, AttemptState attempt, int crashes, Next next, @Nullable Phase end) {
        AttemptCrashed crash = new AttemptCrashed(
                new WorkerName("host-1"), RUN, attempt.id(), NOON, "SIGSEGV", List.of("C  [libdnnl.so]"));

        Move move = LifeCycle.crashed(run, attempt, crash, crashes);

        assertThat(move.run()).isEqualTo(next);
        assertThat(move.attempt()).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void runOfASilentWorkerWaitsForAnotherOne() {
        Move move = LifeCycle.silent(RUNNING, OWNER);

        assertThat(move.run()).isEqualTo(new Next.Waits());
        assertThat(move.attempt()).contains(Phase.LOST);
        assertThat(move.commands()).containsExactly(new StopAttempt(RUN, OWNER.id()));
    }

    @Test
    void cancelledRunOfASilentWorkerEnds() {
        assertThat(LifeCycle.silent(STOPPING, OWNER).run()).isEqualTo(new Next.Ends(RunStatus.CANCELLED));
    }

    @Test
    void fifthSilentWorkerInARowEndsTheRun() {
        RunState fourLost = run(RunStatus.RUNNING, false, OptionalLong.of(1), 4);
        RunState threeLost = run(RunStatus.RUNNING, false, OptionalLong.of(1), 3);

        assertThat(LifeCycle.silent(threeLost, OWNER).run()).isEqualTo(new Next.Waits());
        assertThat(LifeCycle.silent(fourLost, OWNER).run()).isInstanceOf(Next.Fails.class);
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void silenceOfAnAttemptThatOwnsNothingMovesNothing(RunStatus status) {
        RunState run = run(status, false, OptionalLong.empty(), 4);

        assertThat(LifeCycle.silent(run, OTHER).run()).isEqualTo(new Next.Stays());
    }

    @Test
    void cancellingEndsAWaitingRunAndTellsTheWorkerOfATrainingOne() {
        assertThat(LifeCycle.cancelled(QUEUED).run()).isEqualTo(new Next.Ends(RunStatus.CANCELLED));
        assertThat(LifeCycle.cancelled(RUNNING).run()).isEqualTo(new Next.Stays());
        assertThat(LifeCycle.cancelled(RUNNING).commands()).containsExactly(new CancelRun(RUN));
    }

    @Test
    void pausedRunIsCancelledAtOnce() {
        assertThat(LifeCycle.cancelled(PAUSED).run()).isEqualTo(new Next.Ends(RunStatus.CANCELLED));
    }

    static Stream<Arguments> pauses() {
        return Stream.of(
                Arguments.of(QUEUED, Move.to(new Next.IsPaused())),
                Arguments.of(RUNNING, Move.to(new Next.Stays(), new PauseAttempt(RUN, OWNER.id()))),
                Arguments.of(PAUSING, null),
                Arguments.of(STOPPING, null),
                Arguments.of(PAUSED, null),
                Arguments.of(DONE, null),
                Arguments.of(FAILED, null),
                Arguments.of(CANCELLED, null));
    }

    @ParameterizedTest
    @MethodSource("pauses")
    void onlyARunThatWaitsOrTrainsIsPaused(RunState run, @Nullable Move move) {
        assertThat(LifeCycle.paused(run, OWNER::id)).isEqualTo(Optional.ofNullable(move));
    }

    static Stream<Arguments> resumptions() {
        return Stream.of(
                Arguments.of(PAUSED, Move.to(new Next.Waits())),
                // Its worker hands it back all the same, and then it waits for another one.
                Arguments.of(PAUSING, Move.to(new Next.Stays())),
                Arguments.of(QUEUED, null),
                Arguments.of(RUNNING, null),
                Arguments.of(DONE, null));
    }

    @ParameterizedTest
    @MethodSource("resumptions")
    void onlyAPausedRunIsResumed(RunState run, @Nullable Move move) {
        assertThat(LifeCycle.resumed(run)).isEqualTo(Optional.ofNullable(move));
    }

    @Test
    void runOfASilentWorkerThatWasToBePausedIsPaused() {
        assertThat(LifeCycle.silent(PAUSING, OWNER).run()).isEqualTo(new Next.IsPaused());
    }

    static Stream<Arguments> tries() {
        return Stream.of(
                Arguments.of(FAILED, From.START, 0),
                Arguments.of(FAILED, From.NEWEST, 7),
                Arguments.of(CANCELLED, From.BEST, 5),
                Arguments.of(DONE, From.NEWEST, null),
                Arguments.of(QUEUED, From.NEWEST, null),
                Arguments.of(RUNNING, From.NEWEST, null),
                Arguments.of(PAUSED, From.NEWEST, null));
    }

    @ParameterizedTest
    @MethodSource("tries")
    void onlyARunThatFailedOrWasCancelledHasAnotherTry(RunState run, From from, @Nullable Integer epoch) {
        Optional<Move> move = LifeCycle.retried(run, from, () -> new Checkpoints(7, 5));

        assertThat(move).isEqualTo(Optional.ofNullable(epoch).map(number -> Move.to(new Next.BeginsAnew(number))));
    }

    static Stream<Arguments> extensions() {
        return Stream.of(
                // It ended early: what it was to train beyond that it does not want any more.
                Arguments.of(DONE, new Epochs(20, 7), 12),
                Arguments.of(DONE, new Epochs(7, 7), 12),
                Arguments.of(FAILED, new Epochs(20, 7), 25),
                Arguments.of(CANCELLED, new Epochs(20, 0), 25),
                Arguments.of(QUEUED, new Epochs(20, 0), null),
                Arguments.of(RUNNING, new Epochs(20, 7), null),
                Arguments.of(STOPPING, new Epochs(20, 7), null),
                Arguments.of(PAUSED, new Epochs(20, 7), null));
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void onlyARunThatHasEndedIsExtended(RunState run, Epochs epochs, @Nullable Integer length) {
        Optional<Move> move = LifeCycle.extended(run, 5, () -> epochs, () -> new Checkpoints(7, 5));

        assertThat(move).isEqualTo(Optional.ofNullable(length).map(all -> Move.to(new Next.IsExtended(7, all))));
    }

    @Test
    void attemptThatWasAskedForBeforeTheNewestTryIsStopped() {
        RunState again = new RunState(
                1, RUN, RunStatus.QUEUED, false, false, false, OptionalLong.empty(), 1, 1, 0, Origin.TRAINED);
        RunEvent.AttemptStarted knowing =
                new RunEvent.AttemptStarted(START.header(), START.worker(), START.device(), 0, 1);

        assertThat(LifeCycle.started(again, START, Optional::empty).commands())
                .containsExactly(new StopAttempt(RUN, OTHER.id()));
        assertThat(LifeCycle.started(again, knowing, Optional::empty).run()).isEqualTo(new Next.IsOwned());
    }

    @Test
    void ordersOfAnotherTrySayThatTheyAre() {
        RunState again = new RunState(
                1, RUN, RunStatus.RUNNING, false, false, false, OptionalLong.of(1), 2, 3, 0, Origin.TRAINED);

        assertThat(LifeCycle.cancelled(again).commands()).containsExactly(new CancelRun(RUN, 3));
        assertThat(LifeCycle.unsendable(again, "too large").commands()).containsExactly(new CloseRun(RUN, 3));
    }

    @Test
    void workerThatDoesNotStopIsNotWaitedForForEver() {
        assertThat(LifeCycle.cancelOverdue(STOPPING, OWNER).run()).isEqualTo(new Next.Ends(RunStatus.CANCELLED));
        assertThat(LifeCycle.cancelOverdue(STOPPING, OWNER).attempt()).contains(Phase.CANCELLED);
        assertThat(LifeCycle.cancelOverdue(RUNNING, OWNER)).isEqualTo(Move.NONE);
        assertThat(LifeCycle.cancelOverdue(CANCELLED, OWNER)).isEqualTo(Move.NONE);
    }

    @Test
    void spanIsOfTheWorkersLengthAtTheDatabasesPlace() {
        Instant anHourAhead = NOON.plus(Duration.ofHours(1));
        AttemptState attempt = new AttemptState(
                1, 1, OWNER.id(), 1, "host-1", Phase.RUNNING, 0, 1, NOON, anHourAhead, Optional.empty());

        assertThat(attempt.until(anHourAhead.plusSeconds(40), NOON.plusSeconds(41)))
                .isEqualTo(new Span(NOON, NOON.plusSeconds(40)));
        assertThat(attempt.until(anHourAhead.minusSeconds(5), NOON.plusSeconds(41)))
                .isEqualTo(new Span(NOON, NOON));
    }

    @Test
    void attemptThatWasHeardOfLateHasBegunEarlier() {
        AttemptState attempt = new AttemptState(
                1, 1, OWNER.id(), 1, "host-1", Phase.RUNNING, 0, 1, NOON, NOON.minusSeconds(60), Optional.empty());

        // The tracker was away: start and end of a minute's training arrive together.
        assertThat(attempt.until(NOON, NOON)).isEqualTo(new Span(NOON.minusSeconds(60), NOON));
    }

    @Test
    void whatIsTrainedElsewhereIsLeftToItsClient() {
        RunState elsewhere = elsewhere(RunStatus.RUNNING);

        assertThat(LifeCycle.paused(elsewhere, () -> new AttemptId("00000000000000a1")))
                .isEmpty();
        assertThat(LifeCycle.resumed(elsewhere(RunStatus.RUNNING))).isEmpty();
        assertThat(LifeCycle.retried(elsewhere(RunStatus.FAILED), Checkpoints.From.START, () -> Checkpoints.NONE))
                .isEmpty();
        assertThat(LifeCycle.extended(
                        elsewhere(RunStatus.COMPLETED), 3, () -> new Epochs(1, 1), () -> Checkpoints.NONE))
                .isEmpty();
        assertThat(LifeCycle.cancelled(elsewhere)).isEqualTo(Move.to(new Next.Ends(RunStatus.CANCELLED)));
    }

    @Test
    void clientEndsItsRunOnceAndMayReopenIt() {
        RunState elsewhere = elsewhere(RunStatus.RUNNING);

        assertThat(LifeCycle.finished(elsewhere, RunStatus.COMPLETED, ""))
                .contains(Move.to(new Next.Ends(RunStatus.COMPLETED)));
        assertThat(LifeCycle.finished(elsewhere, RunStatus.FAILED, "why"))
                .contains(Move.to(new Next.Fails(FailureKind.EXTERNAL, "why")));
        for (RunStatus end : List.of(RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED)) {
            assertThat(LifeCycle.isToldOf(elsewhere(end))).isFalse();
            assertThat(LifeCycle.finished(elsewhere(end), RunStatus.COMPLETED, ""))
                    .isEmpty();
            assertThat(LifeCycle.reopened(elsewhere(end), OptionalInt.of(7)))
                    .contains(Move.to(new Next.GoesOn(OptionalInt.of(7))));
        }
    }

    @Test
    void clientSaysNothingOfARunThatAWorkerTrains() {
        RunState here = new RunState(
                1, RUN, RunStatus.RUNNING, false, false, false, OptionalLong.of(1), 1, 0, 0, Origin.TRAINED);

        assertThat(LifeCycle.isToldOf(here)).isFalse();
        assertThat(LifeCycle.finished(here, RunStatus.COMPLETED, "")).isEmpty();
        assertThat(LifeCycle.reopened(here, OptionalInt.empty())).isEmpty();
    }

    private static RunState elsewhere(RunStatus status) {
        return new RunState(1, RUN, status, false, false, false, OptionalLong.empty(), 1, 0, 0, Origin.EXTERNAL);
    }

    private static RunState run(RunStatus status, boolean cancelRequested, OptionalLong owner, int lostAttempts) {
        return new RunState(1, RUN, status, cancelRequested, false, false, owner, 1, 0, lostAttempts, Origin.TRAINED);
    }

    private static AttemptState attempt(long key, String id, Phase phase) {
        return new AttemptState(
                key, 1, new AttemptId(id), (int) key, "host-1", phase, 0, 1, NOON, NOON, Optional.empty());
    }
}
