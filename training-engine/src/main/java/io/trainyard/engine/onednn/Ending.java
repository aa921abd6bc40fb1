package io.trainyard.engine.onednn;

import static io.trainyard.engine.onednn.Lane.MEMORY;
import static io.trainyard.engine.onednn.Lane.NATIVE;
import static io.trainyard.engine.onednn.Lane.SPECIES;
import static jdk.incubator.vector.FloatVector.fromMemorySegment;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/** What is done to each output of a convolution before it is left alone: a bias is added, and a ReLU follows. */
final class Ending {
    private final @Nullable Tensor bias;
    private final boolean rectified;

    Ending(Optional<Tensor> bias, boolean rectified) {
        this.bias = bias.orElse(null);
        this.rectified = rectified;
    }

    Optional<Tensor> bias() {
        return Optional.ofNullable(bias);
    }

    boolean isEmpty() {
        return bias == null && !rectified;
    }

    /** To a pixel's lane of a block of channels. */
    void apply(long pixel, int block) {
        FloatVector value = fromMemorySegment(SPECIES, MEMORY, pixel, NATIVE);
        if (bias != null)
            value = value.add(fromMemorySegment(SPECIES, MEMORY, bias.memory().address() + block * Lane.BYTES, NATIVE));
        (rectified ? value.max(0) : value).intoMemorySegment(MEMORY, pixel, NATIVE);
    }
}
