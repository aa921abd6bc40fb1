package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;

/**
 * The order to train a run, as it stands in the queue. A request may be delivered more than once: which attempt counts is
 * the tracker's decision.
 *
 * @param dispatch how often the run was handed out, from 1
 */
public record RunRequest(RunId run, ExperimentId experiment, RunSpec spec, int dispatch) {
    public RunRequest {
        new Checks().between(dispatch, 1, Integer.MAX_VALUE, "dispatch").throwIfAny();
    }
}
