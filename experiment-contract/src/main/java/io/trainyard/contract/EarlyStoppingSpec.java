package io.trainyard.contract;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.validation.Checks;
import java.util.List;

/**
 * When a run ends before its last epoch: as soon as the loss on the validation set has not fallen for some epochs.
 *
 * @param patience epochs without improvement after which the run ends; 0 for never
 * @param minImprovement by how much a loss must lie below the least so far to be an improvement
 */
public record EarlyStoppingSpec(
        @Default("0") int patience, @Default("0") double minImprovement) {
    public static final EarlyStoppingSpec NEVER = new EarlyStoppingSpec(0, 0);
    public static final Kind<EarlyStoppingSpec> KIND = Kind.of("early-stopping", EarlyStoppingSpec.class);

    public EarlyStoppingSpec {
        new Checks()
                .between(patience, 0, RunSpec.MAX_EPOCHS, "patience")
                .within(minImprovement, 0, 1e9, "minImprovement")
                .throwIfAny();
    }

    public boolean isWanted() {
        return patience > 0;
    }

    /**
     * Whether the run has ended.
     *
     * @param losses on the validation set after each epoch so far, the oldest first
     * @param from epochs up to this one are not waited for: the run went on after it because somebody wanted that
     */
    public boolean endsAfter(List<Double> losses, int from) {
        double least = Double.POSITIVE_INFINITY;
        int waited = 0;
        for (int epoch = 1; epoch <= losses.size(); epoch++) {
            double loss = losses.get(epoch - 1);
            boolean improved = loss < least - minImprovement;
            waited = improved || epoch <= from ? 0 : waited + 1;
            if (improved) least = loss;
        }
        return isWanted() && waited >= patience;
    }
}
