package io.trainyard.tracker.lifecycle;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunCommand.CloseRun;
import io.trainyard.contract.RunCommand.PauseAttempt;
import io.trainyard.contract.RunCommand.StartAttempt;
import io.trainyard.contract.RunCommand.StopAttempt;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.EpochProgressed;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunEvent.RunFailed;
import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.contract.RunStatus;
import io.trainyard.contract.TrainedOn;
import io.trainyard.tracker.lifecycle.AttemptState.Phase;
import io.trainyard.tracker.lifecycle.Checkpoints.From;
import io.trainyard.tracker.lifecycle.Move.Next;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every move of a run and of its attempts. All of it is decided in the order of the commits, so that all trackers agree. */
public final class LifeCycle {
    /** After so many workers in a row fell silent over a run, and no new epoch between, the run is the likelier cause. */
    public static final int MAX_LOST_ATTEMPTS = 5;

    /** A process that died of a run once may have had another reason; not twice. */
    static final int MAX_CRASHED_ATTEMPTS = 2;

    private LifeCycle() {}

    /**
     * A worker has begun an attempt. The first one owns the run until it ends, or until its worker is known to be silent.
     *
     * @param before what the run's first epoch was trained on; asked only where the attempt is to go on
     */
    public static Move started(RunState run, AttemptStarted start, Supplier<Optional<TrainedOn>> before) {
        AttemptId attempt = start.header().attempt();
        if (run.isExternal())
            return Move.to(new Next.Stays(), new StopAttempt(run.id(), attempt)).ending(Phase.SUPERSEDED);
        if (run.status() == RunStatus.CANCELLED || run.cancelRequested())
            return Move.to(new Next.Stays(), cancelling(run)).ending(Phase.SUPERSEDED);
        if (run.status().isTerminal())
            return Move.to(new Next.Stays(), closing(run)).ending(Phase.SUPERSEDED);
        // Whoever was asked before the run was begun anew knows not from where.
        boolean outdated = start.restart() < run.restarts();
        if (run.ownerAttempt().isPresent() || run.status() == RunStatus.PAUSED || outdated)
            return Move.to(new Next.Stays(), new StopAttempt(run.id(), attempt)).ending(Phase.SUPERSEDED);
        return Move.to(new Next.IsOwned(), new StartAttempt(run.id(), attempt, before.get()));
    }

    /** No worker can get the run, because Kafka refuses its request. */
    public static Move unsendable(RunState run, String reason) {
        String message = "The run cannot be sent to the workers: " + reason;
        return Move.to(new Next.Fails(FailureKind.CONFIGURATION, message), closing(run));
    }

    /**
     * A worker has reported something of an attempt that had begun. Only what the owner says changes the run.
     *
     * @param chances of the run with other workers; asked only where this one could not train it
     */
    public static Move reported(RunState run, AttemptState attempt, RunEvent event, Supplier<Chances> chances) {
        if (!run.isOwnedBy(attempt)) return Move.NONE;
        return switch (event) {
            case AttemptStarted _,
                    EpochProgressed _,
                    StepsMeasured _,
                    EpochCompleted _,
                    LogWritten _,
                    CheckpointSaved _,
                    ArtifactSaved _ -> Move.NONE;
            case AttemptReleased released -> released(run, attempt, released, chances);
            case RunCompleted _ -> ended(run, RunStatus.COMPLETED).ending(Phase.COMPLETED);
            case RunCancelled _ -> ended(run, RunStatus.CANCELLED).ending(Phase.CANCELLED);
            case RunFailed failed ->
                failed(run, failed.failure(), failed.message()).ending(Phase.FAILED);
        };
    }

    /** The attempt's worker is known to be silent: another one goes on, unless too many have tried. */
    public static Move silent(RunState run, AttemptState attempt) {
        Move move = run.isOwnedBy(attempt) ? lost(run, attempt) : Move.NONE;
        return move.ending(Phase.LOST);
    }

    /**
     * A researcher wants the run to end. One that waits ends at once, one that trains when its worker has stopped; the client of one that
     * is trained elsewhere hears of it with the next that it tells.
     */
    public static Move cancelled(RunState run) {
        if (run.isExternal()) return Move.to(new Next.Ends(RunStatus.CANCELLED));
        return run.status() == RunStatus.RUNNING
                ? Move.to(new Next.Stays(), cancelling(run))
                : ended(run, RunStatus.CANCELLED);
    }

    /**
     * A researcher wants the run to wait. One that trains ends its epoch first.
     *
     * @param owner that trains it; asked only where one does
     * @return empty if there is nothing that could wait
     */
    public static Optional<Move> paused(RunState run, Supplier<AttemptId> owner) {
        if (run.isExternal() || run.cancelRequested() || run.pauseRequested()) return Optional.empty();
        return switch (run.status()) {
            case QUEUED -> Optional.of(Move.to(new Next.IsPaused()));
            case RUNNING -> Optional.of(Move.to(new Next.Stays(), new PauseAttempt(run.id(), owner.get())));
            case PAUSED, COMPLETED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** A researcher wants the run to go on. One whose worker is still to hand it back then waits for another one. */
    public static Optional<Move> resumed(RunState run) {
        if (run.status() == RunStatus.PAUSED) return Optional.of(Move.to(new Next.Waits()));
        return run.pauseRequested() ? Optional.of(Move.to(new Next.Stays())) : Optional.empty();
    }

    /**
     * A researcher wants another try of a run that came to no good end.
     *
     * @return empty if it came to none
     */
    public static Optional<Move> retried(RunState run, From from, Supplier<Checkpoints> checkpoints) {
        if (run.isExternal()) return Optional.empty();
        boolean wanting = run.status() == RunStatus.FAILED || run.status() == RunStatus.CANCELLED;
        return wanting
                ? Optional.of(Move.to(new Next.BeginsAnew(checkpoints.get().epoch(from))))
                : Optional.empty();
    }

    /**
     * A researcher wants more epochs of a run that has ended, from its newest checkpoint on: beyond those that it has trained where
     * it was done, beyond those that it was to train where it came to no good end.
     *
     * @return empty if it has not ended
     */
    public static Optional<Move> extended(
            RunState run, int more, Supplier<Epochs> epochs, Supplier<Checkpoints> checkpoints) {
        if (run.isExternal() || !run.status().isTerminal()) return Optional.empty();
        Epochs before = epochs.get();
        int length = run.status() == RunStatus.COMPLETED ? before.trained() : before.wanted();
        return Optional.of(Move.to(new Next.IsExtended(checkpoints.get().newest(), length + more)));
    }

    /** Whether a client may tell more of the run. However long it has been silent: it may only have been cut off. */
    public static boolean isToldOf(RunState run) {
        return run.isExternal() && run.status() == RunStatus.RUNNING;
    }

    /**
     * The client of a run that is trained elsewhere says that it has ended.
     *
     * @param message why it failed, if it did
     * @return empty if no client may tell of it
     */
    public static Optional<Move> finished(RunState run, RunStatus end, String message) {
        if (!isToldOf(run)) return Optional.empty();
        Next next = end == RunStatus.FAILED ? new Next.Fails(FailureKind.EXTERNAL, message) : new Next.Ends(end);
        return Optional.of(Move.to(next));
    }

    /**
     * The client of a run that is trained elsewhere goes on with it, whatever its end was, or from an earlier step of one that has not ended.
     *
     * @param afterStep beyond which nothing counts that was told before; empty if all does
     * @return empty if the run is a worker's
     */
    public static Optional<Move> reopened(RunState run, OptionalInt afterStep) {
        return run.isExternal() ? Optional.of(Move.to(new Next.GoesOn(afterStep))) : Optional.empty();
    }

    /** The worker has been told to stop for long and has not said that it did: the run ends without it. */
    public static Move cancelOverdue(RunState run, AttemptState attempt) {
        if (!run.cancelRequested() || !run.isOwnedBy(attempt)) return Move.NONE;
        return ended(run, RunStatus.CANCELLED)
                .ending(Phase.CANCELLED)
                .noting(LogLevel.WARNING, "worker " + attempt.worker() + " did not say that it stopped");
    }

    /**
     * The worker's process died of the attempt. However the attempt had been given up meanwhile, the crash counts against its
     * run, or the run would bring down one process after another.
     *
     * @param crashes of attempts at this run, this one among them
     */
    public static Move crashed(RunState run, AttemptState attempt, AttemptCrashed crash, int crashes) {
        if (!attempt.mayHaveCrashed()) return Move.NONE;
        Move move = Move.to(new Next.Stays());
        boolean owner = run.isOwnedBy(attempt);
        if (owner && run.cancelRequested()) move = ended(run, RunStatus.CANCELLED);
        else if (!run.status().isTerminal() && crashes >= MAX_CRASHED_ATTEMPTS)
            move = failed(run, FailureKind.CRASH, message(crash, crashes));
        else if (owner) move = waiting(run);
        return move.ending(Phase.CRASHED)
                .noting(Stream.concat(Stream.of(crash.reason()), crash.log().stream())
                        .map(text -> new Move.Note(LogLevel.ERROR, text))
                        .toList());
    }

    private static String message(AttemptCrashed crash, int crashes) {
        return crashes + " attempts took their process with them; the log tells where. At last: " + crash.reason();
    }

    private static Move released(RunState run, AttemptState attempt, AttemptReleased event, Supplier<Chances> chances) {
        Move move;
        if (run.cancelRequested()) move = ended(run, RunStatus.CANCELLED);
        else if (event.failure().isPresent() && chances.get().areGone())
            move = failed(run, event.failure().get(), event.reason());
        else move = waiting(run);
        LogLevel level = event.failure().isPresent() ? LogLevel.WARNING : LogLevel.INFO;
        return move.ending(Phase.RELEASED)
                .noting(level, "worker " + attempt.worker() + " handed the run back: " + event.reason());
    }

    private static Move lost(RunState run, AttemptState attempt) {
        Move move;
        if (run.cancelRequested()) move = ended(run, RunStatus.CANCELLED);
        else if (run.lostAttempts() + 1 >= MAX_LOST_ATTEMPTS) move = failed(run, FailureKind.LOST, inARow(attempt));
        // The worker may only have been cut off: it must not go on beside its successor.
        else move = waiting(run, new StopAttempt(run.id(), attempt.id()));
        return move.noting(LogLevel.WARNING, silence(attempt));
    }

    private static String inARow(AttemptState attempt) {
        return MAX_LOST_ATTEMPTS + " attempts in a row ended with a silent worker and without a new epoch; at last "
                + silence(attempt);
    }

    private static String silence(AttemptState attempt) {
        return "worker " + attempt.worker() + " fell silent during attempt " + attempt.number();
    }

    /** For the next worker, or for the researcher. */
    private static Move waiting(RunState run, RunCommand... commands) {
        return Move.to(run.pauseRequested() ? new Next.IsPaused() : new Next.Waits(), commands);
    }

    /** Requests for the run that are still in the workers' queue become void. */
    private static Move ended(RunState run, RunStatus status) {
        return Move.to(new Next.Ends(status), status == RunStatus.CANCELLED ? cancelling(run) : closing(run));
    }

    private static Move failed(RunState run, FailureKind kind, String message) {
        return Move.to(new Next.Fails(kind, message), closing(run));
    }

    private static RunCommand cancelling(RunState run) {
        return new CancelRun(run.id(), run.restarts());
    }

    private static RunCommand closing(RunState run) {
        return new CloseRun(run.id(), run.restarts());
    }
}
