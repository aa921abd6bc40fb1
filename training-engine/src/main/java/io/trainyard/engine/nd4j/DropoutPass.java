package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.Optional;

/**
 * While training y = x·m with m = 0 with probability rate and 1/(1 − rate) otherwise, so that the mean stays (Srivastava et
 * al. 2014, inverted as usual today). Going back the same random numbers are drawn again: dx = dy·m.
 */
final class DropoutPass implements Pass {
    private static final double RANGE = 0x1.0p32;

    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;
    private final long dropped;
    private final double scale;
    private final int node;
    private final RandomStream random = new RandomStream();
    private long seed;
    private int epoch;
    private int step;

    DropoutPass(Dropout spec, Site site) {
        node = site.node();
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
        dropped = Math.round(spec.rate() * RANGE);
        scale = 1 / (1 - spec.rate());
    }

    /** An evaluation has no dropout: its schedule leaves it out. */
    @Override
    public void forward() {
        throw new IllegalStateException("dropout draws random numbers, which only training has");
    }

    @Override
    public void forwardTraining(StepSettings settings) {
        seed = settings.seed();
        epoch = settings.epoch();
        step = settings.step();
        mask(input, output);
    }

    @Override
    public void backward() {
        if (inputGradient.isPresent()) mask(outputGradient.orElseThrow(), inputGradient.get());
    }

    private void mask(Values from, Values to) {
        random.restart(seed, Purpose.DROPOUT, node, epoch, step);
        for (long i = 0; i < to.length(); i++) {
            boolean kept = (random.nextInt() & 0xFFFFFFFFL) >= dropped;
            to.set(i, kept ? from.get(i) * scale : 0);
        }
    }
}
