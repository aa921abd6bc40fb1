package io.trainyard.contract;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.fields.Since;
import io.trainyard.contract.validation.Checks;

/**
 * What happens before and after the optimizer's own part of a step.
 *
 * @param maxGradientNorm gradients whose Euclidean norm over all parameters is greater are scaled down to it (Pascanu, Mikolov,
 *     Bengio 2013); 0 for none
 * @param averagingDecay d: evaluation takes the averages a ← d·a + (1 − d)·p, made after each step p, instead of the parameters;
 *     0 for none
 * @param batches so many batches in a row make one update, from the mean gradient of all their examples (gradient accumulation):
 *     what is learnt is that of a batch as large as all of them, and the memory is that of one; the last update of an epoch may
 *     be of fewer
 */
public record UpdateSpec(
        @Default("0") double maxGradientNorm,
        @Default("0") double averagingDecay,
        @Since(3) @Default("1") int batches) {
    public static final int MAX_BATCHES = 65_536;
    public static final UpdateSpec PLAIN = new UpdateSpec(0, 0);
    public static final Kind<UpdateSpec> KIND = Kind.of("update", UpdateSpec.class);

    /** Each batch makes an update. */
    public UpdateSpec(double maxGradientNorm, double averagingDecay) {
        this(maxGradientNorm, averagingDecay, 1);
    }

    public UpdateSpec {
        new Checks()
                .within(maxGradientNorm, 0, 1e9, "maxGradientNorm")
                .within(averagingDecay, 0, 1, "averagingDecay")
                .between(batches, 1, MAX_BATCHES, "batches")
                .throwIfAny();
    }

    public boolean clips() {
        return maxGradientNorm > 0;
    }

    public boolean accumulates() {
        return batches > 1;
    }

    public boolean averages() {
        return averagingDecay > 0;
    }
}
