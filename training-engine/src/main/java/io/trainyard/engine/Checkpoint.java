package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.choice.DeviceChoice;
import io.trainyard.engine.device.ParameterInitializer;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run needs to go on after an epoch.
 *
 * @param spec as JSON, so that a checkpoint is never continued under another specification
 * @param choice of the device that it was trained on last; empty before the first
 * @param states of the network; the arrays belong to the checkpoint
 * @param results of all epochs so far; there are as many as epochs completed
 */
record Checkpoint(String spec, Optional<DeviceChoice> choice, Map<State, float[]> states, List<EpochResult> results) {
    /** What is kept, parameters first: writing them starts an average anew, which is then overwritten. */
    static final List<State> STATES =
            List.of(State.PARAMETERS, State.OPTIMIZER, State.RUNNING_STATISTICS, State.AVERAGED_PARAMETERS);

    Checkpoint {
        results = List.copyOf(results);
    }

    /** A run before its first epoch, with its parameters drawn. */
    static Checkpoint initial(RunSpec spec, ParameterLayout layout) {
        Map<State, float[]> states = new EnumMap<>(State.class);
        states.put(State.PARAMETERS, ParameterInitializer.parameters(layout, spec.initialization(), spec.seed()));
        states.put(State.RUNNING_STATISTICS, ParameterInitializer.statistics(layout));
        return new Checkpoint(fingerprint(spec), Optional.empty(), states, List.of());
    }

    static String fingerprint(RunSpec spec) {
        return SpecJson.writeRun(spec).toString();
    }
}
