package io.trainyard.contract;

import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.FieldType;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.validation.Checks;
import java.util.List;

/**
 * What training makes small, as a mean over the batch. Where the data has classes, the two errors compare the scores' softmax
 * with one-hot labels; where it has numbers, the outputs with these.
 *
 * @param type of loss
 * @param labelSmoothing share ε of a label that is spread evenly over all classes (Szegedy et al. 2016); cross-entropy only
 */
public record LossSpec(Type type, @Default("0") double labelSmoothing) {
    public static final LossSpec CROSS_ENTROPY = new LossSpec(Type.CROSS_ENTROPY, 0);
    public static final LossSpec MEAN_SQUARED_ERROR = new LossSpec(Type.MEAN_SQUARED_ERROR, 0);

    /** The losses by name. */
    public static final List<Kind<LossSpec>> KINDS = List.of(
            kind("cross-entropy").fixing("type", Type.CROSS_ENTROPY),
            kind("mean-squared-error").fixing("type", Type.MEAN_SQUARED_ERROR).fixing("labelSmoothing", 0.0),
            kind("mean-absolute-error").fixing("type", Type.MEAN_ABSOLUTE_ERROR).fixing("labelSmoothing", 0.0));

    public LossSpec {
        new Checks()
                .within(labelSmoothing, 0, 1, "labelSmoothing")
                .require(
                        labelSmoothing == 0 || type == Type.CROSS_ENTROPY,
                        "labelSmoothing",
                        "is only known to cross-entropy")
                .throwIfAny();
    }

    /** What is usual for such data. */
    public static LossSpec usualFor(Target target) {
        return target instanceof Target.Classes ? CROSS_ENTROPY : MEAN_SQUARED_ERROR;
    }

    /** Whether such data has what the loss compares the outputs with. */
    public boolean fits(Target target) {
        return type != Type.CROSS_ENTROPY || target instanceof Target.Classes;
    }

    private static Kind<LossSpec> kind(String name) {
        return Kind.of(name, LossSpec.class, type -> FieldType.CHOICE);
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
