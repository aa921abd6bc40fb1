package io.trainyard.engine.cpu;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.StepSettings;

/**
 * Stochastic gradient descent with momentum as in torch.optim.SGD: g ← g + λ·p; v ← μ·v + g; then the heavy ball p ← p − η·v
 * (Polyak 1964) or, looking ahead, p ← p − η·(g + μ·v) (Nesterov 1983; in this form Sutskever et al. 2013).
 */
final class SgdWithMomentum implements UpdateRule {
    private final float weightDecay;
    private final float momentum;
    private final boolean nesterov;
    private float learningRate;

    SgdWithMomentum(OptimizerSpec.Sgd spec) {
        weightDecay = (float) spec.weightDecay();
        momentum = (float) spec.momentum();
        nesterov = spec.nesterov();
    }

    @Override
    public void begin(StepSettings settings) {
        learningRate = (float) settings.learningRate();
    }

    @Override
    public boolean showsInParameters() {
        return true;
    }

    @Override
    public void update(Block block) {
        if (nesterov) lookAhead(block.parameters, block.gradient, block.slots[0], block.count);
        else roll(block.parameters, block.gradient, block.slots[0], block.count);
    }

    private void roll(float[] p, float[] g, float[] v, int count) {
        for (int i = 0; i < count; i++) {
            float speed = momentum * v[i] + g[i] + weightDecay * p[i];
            v[i] = speed;
            p[i] -= learningRate * speed;
        }
    }

    private void lookAhead(float[] p, float[] g, float[] v, int count) {
        for (int i = 0; i < count; i++) {
            float slope = g[i] + weightDecay * p[i];
            float speed = momentum * v[i] + slope;
            v[i] = speed;
            p[i] -= learningRate * (slope + momentum * speed);
        }
    }
}
