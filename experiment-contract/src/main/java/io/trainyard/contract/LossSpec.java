package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;

/**
 * What training makes small, as a mean over the batch. Where the data has classes, the two errors compare the scores' softmax
 * with one-hot labels; where it has numbers, the outputs with these.
 *
 * @param type of loss
 * @param labelSmoothing share ε of a label that is spread evenly over all classes (Szegedy et al. 2016); cross-entropy only
 */
public record LossSpec(Type type, double labelSmoothing) {
    public static final LossSpec CROSS_ENTROPY = new LossSpec(Type.CROSS_ENTROPY, 0);

    public LossSpec {
        new Checks()
                .within(labelSmoothing, 0, 1, "labelSmoothing")
                .require(
                        labelSmoothing == 0 || type == Type.CROSS_ENTROPY,
                        "labelSmoothing",
                        "is only known to cross-entropy")
                .throwIfAny();
    }

    /** The kinds of loss. */
    public enum Type {
        /** −log softmax(scores)[label]: the negative log-likelihood of the label. */
        CROSS_ENTROPY,
        /** Mean over the outputs of (output − target)². */
        MEAN_SQUARED_ERROR,
        /** Mean over the outputs of |output − target|. */
        MEAN_ABSOLUTE_ERROR
    }
}
