package io.trainyard.engine.device;

/** The arrays that make up a network in training, each in the order of {@link ParameterLayout}. */
public enum State {
    PARAMETERS,
    /** Of the mean loss, by the parameters, from the last step. */
    GRADIENT,
    /** What the optimizer keeps, one or more arrays as long as the parameters; empty where it keeps nothing. */
    OPTIMIZER,
    /** Means and variances that batch normalisation tracks. */
    RUNNING_STATISTICS,
    /** As long as the parameters; empty where none are kept. */
    AVERAGED_PARAMETERS,
    /** Of the batches since the last update, by the parameters, each example's; empty where every batch makes an update. */
    ACCUMULATED_GRADIENT
}
