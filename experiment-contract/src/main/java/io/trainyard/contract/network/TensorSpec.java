package io.trainyard.contract.network;

import java.util.List;

/**
 * A tensor that belongs to a layer. Names and shapes are PyTorch's, so that checkpoints can be exchanged.
 *
 * @param name within the layer
 * @param role what it is for, which also decides how it starts
 * @param shape its sides, outermost first
 * @param fanIn inputs of one unit
 * @param fanOut units that one input reaches
 */
public record TensorSpec(String name, Role role, List<Integer> shape, long fanIn, long fanOut) {
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** What a tensor is for. */
    public enum Role {
        WEIGHT,
        BIAS,
        /** Factor of a normalised value: starts at 1. */
        SCALE,
        /** Added to a normalised value: starts at 0. */
        SHIFT,
        /** Of the batches seen so far: not trained, and no parameter. */
        RUNNING_MEAN,
        /** Of the batches seen so far: not trained, and no parameter. */
        RUNNING_VARIANCE;

        /** Whether the optimizer changes it. */
        public boolean isTrained() {
            return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
        }
    }

    /** One number per channel. */
    static TensorSpec perChannel(String name, Role role, int channels) {
        return new TensorSpec(name, role, List.of(channels), 1, 1);
    }

    /** How many numbers it has; of a network's tensors no more than an array can hold. */
    public int size() {
        return Math.toIntExact(count());
    }

    /** How many numbers a layer that somebody asks for would have. Exact: no layer's fields and input give 2^63. */
    long count() {
        long count = 1;
        for (int side : shape) count = Math.multiplyExact(count, side);
        return count;
    }
}
