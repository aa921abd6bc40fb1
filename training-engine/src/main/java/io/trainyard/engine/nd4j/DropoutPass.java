package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.engine.cpu.DropoutFactors;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.StepSettings;
import java.util.Optional;

/** While training y = x·m with random factors m. Going back the same factors are drawn again: dx = dy·m. */
final class DropoutPass implements Pass {
    private final Values input;
    private final Values output;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;
    private final DropoutFactors factors;
    private StepSettings step = new StepSettings(0, 0, 0, 0, 0);

    DropoutPass(Dropout spec, Site site) {
        input = site.x();
        output = site.y();
        inputGradient = site.dx();
        outputGradient = site.dy();
        factors = new DropoutFactors(spec, site.node());
    }

    /** An evaluation has no dropout: its schedule leaves it out. */
    @Override
    public void forward() {
        throw new IllegalStateException("dropout draws random numbers, which only training has");
    }

    @Override
    public void forwardTraining(StepSettings settings) {
        step = settings;
        mask(input, output);
    }

    @Override
    public void backward() {
        if (inputGradient.isPresent()) mask(outputGradient.orElseThrow(), inputGradient.get());
    }

    private void mask(Values from, Values to) {
        factors.begin(step, 0);
        for (long i = 0; i < to.length(); i++) {
            double factor = factors.next();
            to.set(i, factor > 0 ? from.get(i) * factor : 0);
        }
    }
}
