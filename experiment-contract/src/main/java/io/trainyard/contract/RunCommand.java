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

    /** Stop any attempt at the run and start no other. */
    record CancelRun(RunId run) implements RunCommand {}

    /** Stop this one attempt: another one owns the run. */
    record StopAttempt(RunId run, AttemptId attempt) implements RunCommand {}

    /** The run has ended: drop requests for it that are still in the queue. */
    record CloseRun(RunId run) implements RunCommand {}
}
