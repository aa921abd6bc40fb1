package io.trainyard.contract;

import java.util.Optional;

/** What the tracker tells all workers about a run; only the newest command of a run matters. */
public sealed interface RunCommand {
    RunId run();

    /**
     * This attempt owns the run: train. An attempt that was not told so trains nothing.
     *
     * @param before what the run's first epoch was trained on by an earlier attempt; empty if there was none
     */
    record StartAttempt(RunId run, AttemptId attempt, Optional<TrainedOn> before) implements RunCommand {}

    /**
     * Stop any attempt at the run and start no other, unless the run was begun anew since.
     *
     * @param restart how often the run had been begun anew, see {@link Restart}
     */
    record CancelRun(RunId run, int restart) implements RunCommand {
        public CancelRun(RunId run) {
            this(run, 0);
        }
    }

    /** Stop this one attempt: another one owns the run. */
    record StopAttempt(RunId run, AttemptId attempt) implements RunCommand {}

    /** Hand the run back after the epoch that this attempt is in. */
    record PauseAttempt(RunId run, AttemptId attempt) implements RunCommand {}

    /**
     * The run has ended: drop requests for it that are still in the queue, unless it was begun anew since.
     *
     * @param restart how often the run had been begun anew, see {@link Restart}
     */
    record CloseRun(RunId run, int restart) implements RunCommand {
        public CloseRun(RunId run) {
            this(run, 0);
        }
    }
}
