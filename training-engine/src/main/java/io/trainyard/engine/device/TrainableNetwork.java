package io.trainyard.engine.device;

/** A network on a device, with its parameters and the optimizer's state. Used by one thread at a time. */
public interface TrainableNetwork extends AutoCloseable {
    /** One optimizer update from the mean gradient of the batch; the outcome is that before the update. */
    Outcome step(Batch batch, StepSettings settings);

    /** The loss and the predictions of a batch, without dropout; {@code predictions} gets a class per example. */
    Outcome evaluate(Batch batch, int[] predictions);

    /** A copy of the parameters, in the order of {@link ParameterLayout}. */
    float[] exportParameters();

    /** A copy of the optimizer's state, as long as the parameters. */
    float[] exportOptimizerState();

    void importParameters(float[] parameters);

    void importOptimizerState(float[] state);

    /** Gives the device's memory back. */
    @Override
    void close();
}
