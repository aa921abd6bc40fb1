package io.trainyard.engine.device;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A network on a device, with its parameters and the optimizer's state. Used by one thread at a time. */
public interface TrainableNetwork extends AutoCloseable {
    /**
     * One optimizer update from the mean gradient of the batch. Takes nothing from the Java heap once it has run. From the first
     * step on whose loss is not finite, or which leaves a number in the state that is not, nothing is updated until
     * {@link #takeOutcome}: in the first case the network is still as it was before that step.
     */
    void step(Batch batch, StepSettings settings);

    /**
     * As {@link #step} without the update: leaves the gradient and the batch's statistics, to be read or to be replaced by those
     * of another network of this program, and changes no other state.
     */
    void gradient(Batch batch, StepSettings settings);

    /**
     * Adds the gradient, which stands for so many examples, to those since the last update; the running statistics follow the
     * batch's. As for a step, nothing is done any more after what is not finite.
     *
     * @throws IllegalStateException if the program makes an update of every batch
     */
    void collect(int examples, StepSettings settings);

    /**
     * A batch of a step of several: its gradient, collected. The batch must stay as it is until {@link #batchesAtOnce} later ones
     * were given or the update is made.
     *
     * @throws IllegalStateException if the program makes an update of every batch
     */
    default void accumulate(Batch batch, StepSettings settings) {
        gradient(batch, settings);
        collect(batch.size(), settings);
    }

    /** So many batches of an update may be at work at the same time: the network does not wait for one to take the next. */
    default int batchesAtOnce() {
        return 1;
    }

    /**
     * The end of a step of several batches: one optimizer update from the mean gradient of their examples.
     *
     * @throws IllegalStateException if nothing was accumulated
     */
    void update(StepSettings settings);

    /**
     * What the steps and gradients since the last call showed. Batches of an update that is still to come may be told of later,
     * where several are at work.
     */
    Outcome takeOutcome();

    /**
     * The network's outputs, without dropout and auxiliary classifiers and with the running statistics.
     *
     * @param outputs gets batch × outputs numbers
     */
    void evaluate(Batch batch, float[] outputs);

    /** As {@link #evaluate}, and keeps what {@link #activation} gives, for which it may take more time and memory. */
    void inspect(Batch batch, float[] outputs);

    /** How many numbers a state has; 0 where the network keeps none. */
    int length(State state);

    /**
     * Copies tensors of a state, whole ones that follow each other.
     *
     * @param from index of the first number, in the order of {@link ParameterLayout}; arrays beyond the first, such as an
     *     optimizer's, lie behind it
     * @param floats gets as many numbers as it has room for
     */
    void read(State state, int from, MemorySegment floats);

    /** As {@link #read(State, int, MemorySegment)} the other way. */
    void write(State state, int from, MemorySegment floats);

    /** A copy of a whole state on the heap. */
    default float[] read(State state) {
        float[] values = new float[length(state)];
        read(state, 0, MemorySegment.ofArray(values));
        return values;
    }

    /** A copy of a trained tensor, or of its gradient or average. */
    default float[] read(State state, ParameterLayout.Tensor tensor) {
        float[] values = new float[tensor.spec().size()];
        read(state, tensor.offset(), MemorySegment.ofArray(values));
        return values;
    }

    /** Replaces a whole state. */
    default void write(State state, float[] values) {
        if (values.length != length(state))
            throw new IllegalArgumentException(
                    "the network has " + length(state) + " numbers of " + state + ", but got " + values.length);
        write(state, 0, MemorySegment.ofArray(values));
    }

    /**
     * A node's output in the inspection that was the last thing done: batch × channels × height × width. All nodes that an
     * evaluation goes through have one, whatever a device computes together otherwise; auxiliary classifiers have none.
     *
     * @param node index in the network
     */
    Optional<float[]> activation(int node);

    /**
     * Whom to ask from now on whether to go on, before anything that computes or changes the network and, where that may take
     * long, between its parts. What is stopped throws {@link java.util.concurrent.CancellationException}, and the network can then
     * only be closed.
     */
    default void stopWhen(Stop stop) {}

    /** The network's threads, for other work while it does not compute. */
    default Crew crew() {
        return Crew.ALONE;
    }

    /** Gives the device's memory back. */
    @Override
    void close();
}
