package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.Optional;

/**
 * While training y = x·m with m = 0 with probability rate and 1/(1 − rate) otherwise, so that the mean stays (Srivastava et
 * al. 2014, inverted as usual today); otherwise y = x.
 */
final class DropoutPass implements Pass {
    private static final double RANGE = 0x1.0p32;

    private final HostView input;
    private final HostView output;
    private final Optional<HostView> inputGradient;
    private final Optional<HostView> outputGradient;
    private final boolean[] kept;
    private final long dropped;
    private final double scale;
    private final int layer;
    private final RandomStream random = new RandomStream();

    DropoutPass(Dropout spec, int layer, Flow input, Flow output) {
        this.layer = layer;
        this.input = new HostView(input.values());
        this.output = new HostView(output.values());
        inputGradient = input.gradient().map(HostView::new);
        outputGradient = output.gradient().map(HostView::new);
        kept = new boolean[this.input.length()];
        dropped = Math.round(spec.rate() * RANGE);
        scale = 1 / (1 - spec.rate());
    }

    @Override
    public void forward() {
        for (int i = 0; i < kept.length; i++) output.set(i, input.get(i));
    }

    @Override
    public void forwardTraining(StepSettings settings) {
        random.restart(settings.seed(), Purpose.DROPOUT, layer, settings.epoch(), settings.step());
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (random.nextInt() & 0xFFFFFFFFL) >= dropped;
            output.set(i, kept[i] ? input.get(i) * scale : 0);
        }
    }

    @Override
    public void backward() {
        if (inputGradient.isEmpty()) return;
        HostView from = outputGradient.orElseThrow();
        HostView to = inputGradient.get();
        for (int i = 0; i < kept.length; i++) to.set(i, kept[i] ? from.get(i) * scale : 0);
    }
}
