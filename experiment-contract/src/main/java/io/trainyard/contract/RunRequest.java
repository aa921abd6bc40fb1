package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;

/**
 * The order to train a run, as it stands in the queue. A request may be delivered more than once: which attempt counts is
 * the tracker's decision.
 *
 * @param dispatch how often the run was handed out, from 1
 * @param restart from where it is trained, if it had ended before
 */
public record RunRequest(RunId run, ExperimentId experiment, RunSpec spec, int dispatch, Restart restart) {
    /** A specification that is longer, as JSON, is refused: with what is around it, Kafka's usual limit is 1 MiB. */
    public static final int MAX_SPEC_BYTES = 512 << 10;

    public RunRequest {
        new Checks().between(dispatch, 1, Integer.MAX_VALUE, "dispatch").throwIfAny();
    }

    /** That of a run that has not ended before. */
    public RunRequest(RunId run, ExperimentId experiment, RunSpec spec, int dispatch) {
        this(run, experiment, spec, dispatch, Restart.NONE);
    }
}
