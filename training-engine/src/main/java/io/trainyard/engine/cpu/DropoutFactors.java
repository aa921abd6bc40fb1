package io.trainyard.engine.cpu;

import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;

/**
 * What a dropout multiplies a batch's values with while training: 0 with probability rate and 1/(1 − rate) otherwise, so that
 * the mean stays (Srivastava et al. 2014, inverted as usual today). A function of seed, node, epoch, step and the value's place
 * in the batch, in the order of PyTorch's indexes: the same on every device.
 */
public final class DropoutFactors {
    private static final double RANGE = 0x1.0p32;
    private static final long LOW = 0xFFFFFFFFL;

    private final int node;
    private final long dropped;
    private final double scale;
    private final RandomStream random = new RandomStream();

    public DropoutFactors(Dropout spec, int node) {
        this.node = node;
        dropped = Math.round(spec.rate() * RANGE);
        scale = 1 / (1 - spec.rate());
    }

    /**
     * Starts with a step's factors.
     *
     * @param first index in the batch of the value whose factor comes next
     */
    public void begin(StepSettings settings, long first) {
        random.restart(settings.seed(), Purpose.DROPOUT, node, settings.epoch(), settings.step());
        random.skip(first);
    }

    /** Of the next value. */
    public double next() {
        return (random.nextInt() & LOW) >= dropped ? scale : 0;
    }
}
