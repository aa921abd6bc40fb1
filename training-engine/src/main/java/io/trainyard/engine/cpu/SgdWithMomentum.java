package io.trainyard.engine.cpu;

import static io.trainyard.engine.cpu.FiniteTrace.NOTHING;

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
    public void update(Block block) {
        if (nesterov) lookAhead(block);
        else roll(block);
    }

    private void roll(Block block) {
        float[] p = block.parameters;
        float[] g = block.gradient;
        float[] trace = block.trace.sums;
        float[] v = block.slots[0];
        for (int i = block.from; i < block.to; i++) {
            float speed = momentum * v[i] + g[i] + weightDecay * p[i];
            v[i] = speed;
            float moved = p[i] - learningRate * speed;
            p[i] = moved;
            trace[i] += NOTHING * moved;
        }
    }

    private void lookAhead(Block block) {
        float[] p = block.parameters;
        float[] g = block.gradient;
        float[] trace = block.trace.sums;
        float[] v = block.slots[0];
        for (int i = block.from; i < block.to; i++) {
            float slope = g[i] + weightDecay * p[i];
            float speed = momentum * v[i] + slope;
            v[i] = speed;
            float moved = p[i] - learningRate * (slope + momentum * speed);
            p[i] = moved;
            trace[i] += NOTHING * moved;
        }
    }
}
