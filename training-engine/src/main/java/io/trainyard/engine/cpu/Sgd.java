package io.trainyard.engine.cpu;

import static io.trainyard.engine.cpu.FiniteTrace.NOTHING;

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
    public void update(Block block) {
        float[] p = block.parameters;
        float[] g = block.gradient;
        float[] trace = block.trace.sums;
        for (int i = block.from; i < block.to; i++) {
            float moved = p[i] - learningRate * (g[i] + weightDecay * p[i]);
            p[i] = moved;
            trace[i] += NOTHING * moved;
        }
    }
}
