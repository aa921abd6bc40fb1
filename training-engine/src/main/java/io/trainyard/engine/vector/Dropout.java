package io.trainyard.engine.vector;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.random.RandomStream;

/**
 * While training y = x·m with m = 0 with probability rate and 1/(1 − rate) otherwise, so that the mean stays (Srivastava et
 * al. 2014, inverted as usual today), and dx = dy·m; in an evaluation y = x.
 */
final class Dropout implements Block {
    private static final double RANGE = 0x1.0p32;
    private static final long LOW = 0xFFFFFFFFL;

    private final Activation input;
    private final Activation output;
    private final int node;
    private final long dropped;
    private final float scale;
    private final float[] factors;
    private final RandomStream random = new RandomStream();

    Dropout(LayerSpec.Dropout spec, int node, Flow flow) {
        input = flow.input();
        output = flow.output();
        this.node = node;
        dropped = Math.round(spec.rate() * RANGE);
        scale = (float) (1 / (1 - spec.rate()));
        factors = new float[output.values.length];
    }

    @Override
    public Activation output() {
        return output;
    }

    @Override
    public void forward(Slice slice) {
        if (slice.training()) draw(slice);
        for (int image = 0; image < slice.images(); image++) {
            int start = image * output.stride;
            for (int i = start; i < start + output.size(); i++)
                output.values[i] = slice.training() ? input.values[i] * factors[i] : input.values[i];
        }
    }

    private void draw(Slice slice) {
        slice.restart(random, node, output.size());
        for (int image = 0; image < slice.images(); image++) {
            int start = image * output.stride;
            for (int i = start; i < start + output.size(); i++)
                factors[i] = (random.nextInt() & LOW) >= dropped ? scale : 0;
        }
    }

    @Override
    public void backward(Slice slice) {
        if (!input.hasGradient()) return;
        int end = slice.images() * output.stride;
        for (int i = 0; i < end; i++) input.gradient[i] = output.gradient[i] * factors[i];
    }
}
