package io.trainyard.engine.device;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;

/** The arrays that make up a network in training, each in the order of {@link ParameterLayout}. */
public enum State {
    PARAMETERS,
    /** Of the mean loss, by the parameters, of the newest batch, or of all batches of the last update. */
    GRADIENT,
    /** What the optimizer keeps, one or more arrays as long as the parameters; empty where it keeps nothing. */
    OPTIMIZER,
    /** Means and variances that batch normalisation tracks. */
    RUNNING_STATISTICS,
    /** Means and variances of the newest batch, as its device has measured them: what the running ones follow. */
    BATCH_STATISTICS,
    /** As long as the parameters; empty where none are kept. */
    AVERAGED_PARAMETERS,
    /** Of the batches since the last update, by the parameters, each example's; empty where every batch makes an update. */
    ACCUMULATED_GRADIENT;

    /** Whether it is of what a network tracks, and not of what it trains. */
    public boolean isTracked() {
        return this == RUNNING_STATISTICS || this == BATCH_STATISTICS;
    }

    /** Arrays of this state that are kept, one behind the other. */
    public int arrays(OptimizerSpec optimizer, UpdateSpec update) {
        return switch (this) {
            case PARAMETERS, GRADIENT, RUNNING_STATISTICS, BATCH_STATISTICS -> 1;
            case OPTIMIZER -> slots(optimizer);
            case AVERAGED_PARAMETERS -> update.averages() ? 1 : 0;
            case ACCUMULATED_GRADIENT -> update.accumulates() ? 1 : 0;
        };
    }

    private static int slots(OptimizerSpec spec) {
        return switch (spec) {
            case OptimizerSpec.Sgd sgd -> sgd.momentum() > 0 ? 1 : 0;
            case OptimizerSpec.Adam adam -> 2;
            case OptimizerSpec.RmsProp rmsProp -> rmsProp.momentum() > 0 ? 2 : 1;
        };
    }
}
