package io.trainyard.tracker.lifecycle;

import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunStatus;
import io.trainyard.tracker.lifecycle.AttemptState.Phase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What becomes of a run and of one attempt at it.
 *
 * @param run where the run goes
 * @param attempt how the attempt ends, if it does
 * @param commands told to the workers
 * @param notes added to the run's log
 */
public record Move(Next run, Optional<Phase> attempt, List<RunCommand> commands, List<Note> notes) {
    /** Nothing happens. */
    static final Move NONE = new Move(new Next.Stays(), Optional.empty(), List.of(), List.of());

    /** Where a run goes. */
    public sealed interface Next {
        record Stays() implements Next {}

        /** The attempt owns it from now on. */
        record IsOwned() implements Next {}

        /** Back to the tracker's queue. */
        record Waits() implements Next {}

        /** Waits until it is resumed. */
        record IsPaused() implements Next {}

        /** To the queue after it had ended, to go on from the checkpoint of an epoch; 0 for the start. */
        record BeginsAnew(int epoch) implements Next {}

        /** To the queue after it had ended, to go on from the checkpoint of an epoch up to another length. */
        record IsExtended(int epoch, int epochs) implements Next {}

        /** It is told of again: what had been told beyond a step does not count, if there is one. */
        record GoesOn(OptionalInt afterStep) implements Next {}

        record Ends(RunStatus status) implements Next {}

        record Fails(FailureKind kind, String message) implements Next {}
    }

    /** A line for the run's log. */
    public record Note(LogLevel level, String message) {}

    static Move to(Next run, RunCommand... commands) {
        return new Move(run, Optional.empty(), List.of(commands), List.of());
    }

    Move ending(Phase phase) {
        return new Move(run, Optional.of(phase), commands, notes);
    }

    Move noting(LogLevel level, String message) {
        return noting(List.of(new Note(level, message)));
    }

    Move noting(List<Note> notes) {
        return new Move(run, attempt, commands, notes);
    }
}
