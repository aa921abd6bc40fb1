package io.trainyard.engine.cpu;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.StepSettings;

/** How an optimizer changes parameters, as one loop over arrays that the compiler turns into vector instructions. */
interface UpdateRule {
    /** Before the first block of a step. */
    void begin(StepSettings settings);

    /**
     * Moves the parameters, and leaves a trace of those that are not finite any more. Slots show in them at once, but for a mean of
     * squares, which leaves its own: where it overflows, the parameters only stand still from then on.
     */
    void update(Block block);

    static UpdateRule of(OptimizerSpec spec) {
        return switch (spec) {
            case OptimizerSpec.Sgd sgd -> sgd.momentum() > 0 ? new SgdWithMomentum(sgd) : new Sgd(sgd);
            case OptimizerSpec.Adam adam -> new Adam(adam);
            case OptimizerSpec.RmsProp rmsProp -> new RmsProp(rmsProp);
        };
    }
}
