package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import java.util.Optional;

/**
 * Where a pass stands.
 *
 * @param node index in the network, which names its random numbers
 * @param input what it takes, seen in the shape that it expects
 * @param output what it gives
 * @param channelsBefore channels of the inputs before this one, where several are joined
 */
record Site(int node, Flow input, Flow output, Tensors tensors, int channelsBefore) {
    /** Input values. */
    Values x() {
        return input.values().values();
    }

    /** Output values. */
    Values y() {
        return output.values().values();
    }

    /** Gets the gradient by the input, if somebody learns from it. */
    Optional<Values> dx() {
        return input.gradient().map(Storage::values);
    }

    /** The gradient by the output. */
    Optional<Values> dy() {
        return output.gradient().map(Storage::values);
    }
}
