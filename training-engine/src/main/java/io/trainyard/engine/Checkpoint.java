package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.wire.SpecJson;
import java.util.List;

/** All that a run needs to go on after an epoch. The arrays belong to the checkpoint. */
final class Checkpoint {
    private final String spec;
    private final float[] parameters;
    private final float[] optimizerState;
    private final List<EpochResult> results;

    /**
     * @param spec as JSON, so that a checkpoint is never continued under another specification
     * @param results of all epochs so far; there are as many as epochs completed
     */
    Checkpoint(String spec, float[] parameters, float[] optimizerState, List<EpochResult> results) {
        this.spec = spec;
        this.parameters = parameters;
        this.optimizerState = optimizerState;
        this.results = List.copyOf(results);
    }

    static String fingerprint(RunSpec spec) {
        return SpecJson.writeRun(spec).toString();
    }

    String spec() {
        return spec;
    }

    float[] parameters() {
        return parameters;
    }

    float[] optimizerState() {
        return optimizerState;
    }

    List<EpochResult> results() {
        return results;
    }
}
