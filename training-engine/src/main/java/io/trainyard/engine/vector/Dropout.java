package io.trainyard.engine.vector;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.cpu.DropoutFactors;

/** While training y = x·m with random factors m, and dx = dy·m; in an evaluation y = x. */
final class Dropout implements Block {
    private final Activation input;
    private final Activation output;
    private final DropoutFactors drawn;
    private final float[] factors;

    Dropout(LayerSpec.Dropout spec, int node, Flow flow) {
        input = flow.input();
        output = flow.output();
        drawn = new DropoutFactors(spec, node);
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
        drawn.begin(slice.settings(), (long) slice.first() * output.size());
        for (int image = 0; image < slice.images(); image++) {
            int start = image * output.stride;
            for (int i = start; i < start + output.size(); i++) factors[i] = (float) drawn.next();
        }
    }

    @Override
    public void backward(Slice slice) {
        if (!input.hasGradient()) return;
        int end = slice.images() * output.stride;
        for (int i = 0; i < end; i++) input.gradient[i] = output.gradient[i] * factors[i];
    }
}
