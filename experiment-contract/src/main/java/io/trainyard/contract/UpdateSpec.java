package io.trainyard.contract;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.validation.Checks;

/**
 * What happens before and after the optimizer's own part of a step.
 *
 * @param maxGradientNorm gradients whose Euclidean norm over all parameters is greater are scaled down to it (Pascanu, Mikolov,
 *     Bengio 2013); 0 for none
 * @param averagingDecay d: evaluation takes the averages a ← d·a + (1 − d)·p, made after each step p, instead of the parameters;
 *     0 for none
 */
public record UpdateSpec(
        @Default("0") double maxGradientNorm, @Default("0") double averagingDecay) {
    public static final UpdateSpec PLAIN = new UpdateSpec(0, 0);
    public static final Kind<UpdateSpec> KIND = Kind.of("update", UpdateSpec.class);

    public UpdateSpec {
        new Checks()
                .within(maxGradientNorm, 0, 1e9, "maxGradientNorm")
                .within(averagingDecay, 0, 1, "averagingDecay")
                .throwIfAny();
    }

    public boolean clips() {
        return maxGradientNorm > 0;
    }

    public boolean averages() {
        return averagingDecay > 0;
    }
}
