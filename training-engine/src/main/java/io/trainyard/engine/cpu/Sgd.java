package io.trainyard.engine.cpu;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.StepSettings;

/** Stochastic gradient descent: p ← p − η·(g + λ·p). */
final class Sgd implements UpdateRule {
    private final float weightDecay;
    private float learningRate;

    Sgd(OptimizerSpec.Sgd spec) {
        weightDecay = (float) spec.weightDecay();
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
        float[] p = block.parameters;
        float[] g = block.gradient;
        for (int i = 0; i < block.count; i++) p[i] -= learningRate * (g[i] + weightDecay * p[i]);
    }
}
