package io.trainyard.tracker.storage;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The moves of a run that more than one part of the tracker makes: each changes rows and tells the workers. */
public final class RunLifecycle {
    /** After so many workers fell silent over a run, the run is the likelier cause. */
    static final int MAX_LOST_ATTEMPTS = 5;

    /** A process that died of a run once may have had another reason; not twice. */
    static final int MAX_CRASHED_ATTEMPTS = 2;

    private final RunRepository runs;
    private final AttemptRepository attempts;
    private final RunOutputRepository outputs;
    private final OutboxRepository outbox;
    private final Clock clock;

    public RunLifecycle(
            RunRepository runs,
            AttemptRepository attempts,
            RunOutputRepository outputs,
            OutboxRepository outbox,
            Clock clock) {
        this.runs = runs;
        this.attempts = attempts;
        this.outputs = outputs;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** How a wish of a researcher was answered. */
    public enum Answer {
        DONE,
        NO_SUCH_RUN,
        /** The run has ended, or has not, and so cannot do what was asked. */
        WRONG_STATUS
    }

    /** A run that waits is cancelled at once; one that trains when its worker has stopped, or is given up. */
    public Answer cancel(Transaction tx, RunId id) {
        Optional<RunState> found = runs.find(tx, id);
        if (found.isEmpty()) return Answer.NO_SUCH_RUN;
        RunState run = found.get();
        if (run.status().isTerminal()) return Answer.WRONG_STATUS;
        runs.requestCancel(tx, run);
        if (run.status() == RunStatus.QUEUED) end(tx, run, RunStatus.CANCELLED, clock.instant());
        else outbox.add(tx, new RunCommand.CancelRun(id));
        return Answer.DONE;
    }

    public Answer delete(Transaction tx, RunId id) {
        Optional<RunState> run = runs.find(tx, id);
        if (run.isEmpty()) return Answer.NO_SUCH_RUN;
        if (!run.get().status().isTerminal()) return Answer.WRONG_STATUS;
        runs.delete(tx, run.get(), clock.instant());
        return Answer.DONE;
    }

    /** Ends the run as completed or cancelled; requests for it that are still in the queue become void. */
    public void end(Transaction tx, RunState run, RunStatus status, Instant at) {
        runs.end(tx, run, status, at);
        outbox.add(
                tx,
                status == RunStatus.CANCELLED ? new RunCommand.CancelRun(run.id()) : new RunCommand.CloseRun(run.id()));
    }

    public void fail(Transaction tx, RunState run, FailureKind kind, String message, Instant at) {
        runs.fail(tx, run, kind, message, at);
        outbox.add(tx, new RunCommand.CloseRun(run.id()));
    }

    /** Gives up an attempt whose lease has run out, and decides what becomes of its run. */
    public void lose(Transaction tx, AttemptState attempt) {
        Instant now = clock.instant();
        attempts.end(tx, attempt.key(), AttemptState.Phase.LOST, now);
        RunState run = runs.find(tx, attempt.runKey()).orElseThrow();
        boolean owner = run.ownerAttempt().isPresent() && run.ownerAttempt().getAsLong() == attempt.key();
        if (!owner || run.status().isTerminal()) return;
        runs.countLostAttempt(tx, run);
        String silence = "worker " + attempt.worker() + " fell silent during attempt " + attempt.number();
        outputs.log(tx, run, new RunOutputRepository.LogLine(attempt.number(), now, LogLevel.WARNING, silence));
        if (run.cancelRequested()) {
            end(tx, run, RunStatus.CANCELLED, now);
        } else if (run.lostAttempts() + 1 >= MAX_LOST_ATTEMPTS) {
            String message = MAX_LOST_ATTEMPTS + " attempts ended with a silent worker; the last one was " + silence;
            fail(tx, run, FailureKind.LOST, message, now);
        } else {
            runs.requeue(tx, run);
            // The worker may only have been cut off: it must not go on beside its successor.
            outbox.add(tx, new RunCommand.StopAttempt(run.id(), attempt.id()));
        }
    }

    /**
     * Ends an attempt that took its process with it. However it had been given up meanwhile, the crash counts against its run,
     * or the run would bring down one process after another.
     */
    public void crash(Transaction tx, AttemptState attempt, AttemptCrashed crashed) {
        if (!attempt.mayHaveCrashed()) return;
        Instant now = clock.instant();
        attempts.end(tx, attempt.key(), AttemptState.Phase.CRASHED, now);
        RunState run = runs.find(tx, attempt.runKey()).orElseThrow();
        outputs.log(tx, run, line(attempt, now, crashed.reason()));
        crashed.log().forEach(text -> outputs.log(tx, run, line(attempt, now, text)));
        boolean owner = run.ownerAttempt().isPresent() && run.ownerAttempt().getAsLong() == attempt.key();
        if (run.status().isTerminal()) return;
        int crashes = attempts.crashes(tx, run.key());
        if (run.cancelRequested() && owner) end(tx, run, RunStatus.CANCELLED, now);
        else if (crashes >= MAX_CRASHED_ATTEMPTS) fail(tx, run, FailureKind.CRASH, message(crashed, crashes), now);
        else if (owner) runs.requeue(tx, run);
    }

    private static RunOutputRepository.LogLine line(AttemptState attempt, Instant at, String text) {
        return new RunOutputRepository.LogLine(attempt.number(), at, LogLevel.ERROR, text);
    }

    private static String message(AttemptCrashed crashed, int crashes) {
        return crashes + " attempts took their process with them; the log tells where. At last: " + crashed.reason();
    }
}
