package io.trainyard.tracker.storage;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.external.Ending;
import io.trainyard.tracker.lifecycle.AttemptState;
import io.trainyard.tracker.lifecycle.AttemptState.Phase;
import io.trainyard.tracker.lifecycle.AttemptState.Span;
import io.trainyard.tracker.lifecycle.Checkpoints.From;
import io.trainyard.tracker.lifecycle.LifeCycle;
import io.trainyard.tracker.lifecycle.Move;
import io.trainyard.tracker.lifecycle.Move.Next;
import io.trainyard.tracker.lifecycle.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Carries out what {@link LifeCycle} has decided: rows are changed, and the workers are told through the outbox. */
public final class RunMoves {
    private final RunRepository runs;
    private final AttemptRepository attempts;
    private final RunOutputRepository outputs;
    private final OutboxRepository outbox;
    private final DatabaseClock clock;
    private final MetricRepository metrics = new MetricRepository();
    private final RunProgressRepository progress = new RunProgressRepository();

    public RunMoves(
            RunRepository runs,
            AttemptRepository attempts,
            RunOutputRepository outputs,
            OutboxRepository outbox,
            DatabaseClock clock) {
        this.runs = runs;
        this.attempts = attempts;
        this.outputs = outputs;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** How a wish of a researcher was answered. */
    public enum Answer {
        DONE,
        /** It will be done when the run's worker has stopped, or has been waited for long enough. */
        UNDER_WAY,
        NO_SUCH_RUN,
        /** The run stands where it cannot do what was asked, such as at its end. */
        WRONG_STATUS,
        /** No worker trains the run, and only one could do what was asked. */
        TRAINED_ELSEWHERE,
        /** A worker trains the run, and tells of it itself. */
        TRAINED_HERE
    }

    /** Ends the run, at once or when its worker has stopped. */
    public Answer cancel(Transaction tx, RunId id) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        if (found.get().status().isTerminal()) return Answer.WRONG_STATUS;
        return cancel(tx, found.get());
    }

    private Answer cancel(Transaction tx, RunState run) {
        runs.requestCancel(tx, run, clock.now(tx));
        carryOut(tx, run, LifeCycle.cancelled(run));
        return isWithWorker(run) ? Answer.UNDER_WAY : Answer.DONE;
    }

    private static boolean isWithWorker(RunState run) {
        return run.status() == RunStatus.RUNNING && !run.isExternal();
    }

    private static Answer refused(RunState run) {
        return run.isExternal() ? Answer.TRAINED_ELSEWHERE : Answer.WRONG_STATUS;
    }

    /** Has the run wait until it is resumed, at once or when its worker has ended the epoch. */
    public Answer pause(Transaction tx, RunId id) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        RunState run = found.get();
        Optional<Move> move = LifeCycle.paused(run, () -> owner(tx, run));
        if (move.isEmpty()) return refused(run);
        boolean trains = run.status() == RunStatus.RUNNING;
        if (trains) runs.requestPause(tx, run, true);
        carryOut(tx, run, move.get());
        return trains ? Answer.UNDER_WAY : Answer.DONE;
    }

    private AttemptId owner(Transaction tx, RunState run) {
        return attempts.find(tx, run.ownerAttempt().orElseThrow()).orElseThrow().id();
    }

    /** Has a run go on that was paused, or was to be. */
    public Answer resume(Transaction tx, RunId id) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        Optional<Move> move = LifeCycle.resumed(found.get());
        if (move.isEmpty()) return refused(found.get());
        runs.requestPause(tx, found.get(), false);
        carryOut(tx, found.get(), move.get());
        return Answer.DONE;
    }

    /** Begins a run anew that failed or was cancelled. */
    public Answer retry(Transaction tx, RunId id, From from) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        RunState run = found.get();
        Optional<Move> move = LifeCycle.retried(run, from, () -> runs.checkpoints(tx, run));
        if (move.isEmpty()) return refused(run);
        carryOut(tx, run, move.get());
        return Answer.DONE;
    }

    /**
     * Has a run that has ended go on for more epochs.
     *
     * @throws InvalidSpecException if it cannot have so many
     */
    public Answer extend(Transaction tx, RunId id, int more) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        RunState run = found.get();
        Optional<Move> move =
                LifeCycle.extended(run, more, () -> runs.epochs(tx, run), () -> runs.checkpoints(tx, run));
        if (move.isEmpty()) return refused(run);
        carryOut(tx, run, move.get());
        return Answer.DONE;
    }

    /**
     * Ends a run that is trained elsewhere, as its client says. Who says the same again is answered as before.
     */
    public Answer finish(Transaction tx, RunId id, Ending ending) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        RunState run = found.get();
        if (!run.isExternal()) return Answer.TRAINED_HERE;
        if (run.status() == ending.status()) return Answer.DONE;
        Optional<Move> move = LifeCycle.finished(run, ending.status(), ending.message());
        if (move.isEmpty()) return Answer.WRONG_STATUS;
        Instant now = clock.now(tx);
        advance(tx, run, move.get(), ending.at().filter(now::isAfter).orElse(now));
        return Answer.DONE;
    }

    /** Has a run that is trained elsewhere told of again. */
    public Answer reopen(Transaction tx, RunId id, OptionalInt afterStep) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        Optional<Move> move = LifeCycle.reopened(found.get(), afterStep);
        if (move.isEmpty()) return Answer.TRAINED_HERE;
        carryOut(tx, found.get(), move.get());
        return Answer.DONE;
    }

    /** Deletes the run; one that trains is cancelled and goes when it has ended. */
    public Answer delete(Transaction tx, RunId id) {
        Optional<RunState> run = runs.find(tx, id);
        return run.isEmpty() ? Answer.NO_SUCH_RUN : delete(tx, run.get());
    }

    /** Deletes all runs of an experiment, and then it; it stays until the last run has ended. */
    public Answer deleteExperiment(Transaction tx, long experiment) {
        runs.requestDeletion(tx, experiment);
        for (RunState run : runs.ofExperiment(tx, experiment)) delete(tx, run);
        return runs.deleteEmptyExperiment(tx, experiment) ? Answer.DONE : Answer.UNDER_WAY;
    }

    private Answer delete(Transaction tx, RunState run) {
        if (isWithWorker(run)) {
            runs.requestDelete(tx, run);
            return cancel(tx, run);
        }
        if (!run.status().isTerminal()) cancel(tx, run);
        remove(tx, run);
        return Answer.DONE;
    }

    /** Gives up an attempt whose worker is silent, and decides what becomes of its run. */
    public void lose(Transaction tx, AttemptState attempt) {
        RunState run = runs.find(tx, attempt.runKey()).orElseThrow();
        if (run.isOwnedBy(attempt)) runs.countLostAttempt(tx, run);
        carryOut(tx, run, attempt, LifeCycle.silent(run, attempt));
    }

    /**
     * Counts an attempt whose worker fell silent while another one owned the run. It does not end what the owner does, but
     * it is a worker more that the run may have ended.
     */
    public void loseBeside(Transaction tx, AttemptState attempt) {
        RunState run = runs.find(tx, attempt.runKey()).orElseThrow();
        attempts.end(tx, attempt, Phase.LOST, new Span(attempt.startedAt(), clock.now(tx)));
        if (!run.status().isTerminal()) runs.countLostAttempt(tx, run);
    }

    /** Ends a run whose request Kafka refuses. */
    public void failUnsendable(Transaction tx, RunState run, String reason) {
        carryOut(tx, run, LifeCycle.unsendable(run, reason));
    }

    /** Ends an attempt that took its process with it, and decides what becomes of its run. */
    public void crash(Transaction tx, AttemptState attempt, AttemptCrashed crash) {
        RunState run = runs.find(tx, attempt.runKey()).orElseThrow();
        int crashes = attempts.crashesWith(tx, attempt);
        carryOut(tx, run, attempt, LifeCycle.crashed(run, attempt, crash, crashes));
    }

    /** Ends a run whose worker was told to stop and has not answered. */
    public void cancelWithoutWorker(Transaction tx, RunState run, AttemptState attempt) {
        carryOut(tx, run, attempt, LifeCycle.cancelOverdue(run, attempt));
    }

    private void carryOut(Transaction tx, RunState run, Move move) {
        advance(tx, run, move, clock.now(tx));
    }

    private void carryOut(Transaction tx, RunState run, AttemptState attempt, Move move) {
        Instant now = clock.now(tx);
        carryOut(tx, run, attempt, move, new Span(attempt.startedAt(), now));
    }

    /**
     * Carries out what an attempt at the run has brought about.
     *
     * @param span of the attempt, as far as it is known
     */
    public void carryOut(Transaction tx, RunState run, AttemptState attempt, Move move, Span span) {
        if (move.attempt().isPresent()) {
            attempts.end(tx, attempt, move.attempt().get(), span);
            runs.beginEarlier(tx, run, attempt.startedAt(), span.start());
        }
        for (Move.Note note : move.notes()) note(tx, run, attempt, note, span.end());
        advance(tx, run, move, span.end());
    }

    private void note(Transaction tx, RunState run, AttemptState attempt, Move.Note note, Instant at) {
        LogLevel level = note.level();
        outputs.log(tx, run, new RunOutputRepository.LogLine(attempt.number(), at, level, note.message()));
    }

    private void advance(Transaction tx, RunState run, Move move, Instant at) {
        for (RunCommand command : move.commands()) outbox.add(tx, command);
        switch (move.run()) {
            case Next.Stays _, Next.IsOwned _ -> {}
            case Next.Waits _ -> runs.requeue(tx, run);
            case Next.IsPaused _ -> runs.pause(tx, run);
            case Next.BeginsAnew(int epoch) -> runs.beginAnew(tx, run, epoch);
            case Next.IsExtended(int epoch, int epochs) -> {
                runs.extend(tx, run, epoch, epochs);
                runs.beginAnew(tx, run, epoch);
            }
            case Next.GoesOn(OptionalInt afterStep) -> goOn(tx, run, afterStep, at);
            case Next.Ends(RunStatus status) -> runs.end(tx, run, status, at);
            case Next.Fails(var kind, String message) -> runs.fail(tx, run, kind, message, at);
        }
        boolean ended = move.run() instanceof Next.Ends || move.run() instanceof Next.Fails;
        if (ended && run.deleteRequested()) remove(tx, run);
    }

    private void goOn(Transaction tx, RunState run, OptionalInt afterStep, Instant at) {
        runs.goOn(tx, run);
        afterStep.ifPresent(step -> metrics.supersede(tx, run.key(), step));
        progress.goOn(tx, run.key(), at);
    }

    private void remove(Transaction tx, RunState run) {
        long experiment = runs.delete(tx, run, clock.now(tx));
        runs.deleteEmptyExperiment(tx, experiment);
    }
}
