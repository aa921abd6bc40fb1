package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.engine.choice.DeviceChoice;
import io.trainyard.engine.evidence.LayerStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What a run needs to go on after an epoch, beside the state of its network.
 *
 * @param choice of the device that it was trained on last; empty before the first
 * @param results of all epochs so far; there are as many as epochs completed
 * @param layers how they fared in the epochs after which they were measured
 */
record Checkpoint(RunSpec spec, Optional<DeviceChoice> choice, List<EpochResult> results, LayerStatistics layers) {
    Checkpoint {
        results = List.copyOf(results);
    }

    /** A run before its first epoch. */
    static Checkpoint initial(RunSpec spec) {
        return new Checkpoint(spec, Optional.empty(), List.of(), LayerStatistics.NONE);
    }
}
