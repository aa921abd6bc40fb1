package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.device.State;
import java.util.List;
import java.util.Map;

/**
 * All that a run needs to go on after an epoch.
 *
 * @param spec as JSON, so that a checkpoint is never continued under another specification
 * @param states of the network; the arrays belong to the checkpoint
 * @param results of all epochs so far; there are as many as epochs completed
 */
record Checkpoint(String spec, Map<State, float[]> states, List<EpochResult> results) {
    /** What is kept, parameters first: writing them starts an average anew, which is then overwritten. */
    static final List<State> STATES =
            List.of(State.PARAMETERS, State.OPTIMIZER, State.RUNNING_STATISTICS, State.AVERAGED_PARAMETERS);

    Checkpoint {
        results = List.copyOf(results);
    }

    static String fingerprint(RunSpec spec) {
        return SpecJson.writeRun(spec).toString();
    }
}
