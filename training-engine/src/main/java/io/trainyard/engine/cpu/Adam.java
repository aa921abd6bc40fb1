package io.trainyard.engine.cpu;

import static io.trainyard.engine.cpu.FiniteTrace.NOTHING;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.StepSettings;

/**
 * Adam as in torch.optim.Adam (Kingma, Ba 2015): g ← g + λ·p; m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; p ← p − η/(1 −
 * β₁ᵗ)·m/(√v/√(1 − β₂ᵗ) + ε) in step t from 1. With decoupled decay, as in torch.optim.AdamW (Loshchilov, Hutter 2019), the
 * first becomes p ← p − η·λ·p.
 */
final class Adam implements UpdateRule {
    private final OptimizerSpec.Adam spec;
    private final float beta1;
    private final float beta2;
    private final float rest1;
    private final float rest2;
    private final float epsilon;
    private final float coupledDecay;
    private float kept;
    private float stride;
    private float scale;

    Adam(OptimizerSpec.Adam spec) {
        this.spec = spec;
        beta1 = (float) spec.beta1();
        beta2 = (float) spec.beta2();
        rest1 = (float) (1 - spec.beta1());
        rest2 = (float) (1 - spec.beta2());
        epsilon = (float) spec.epsilon();
        coupledDecay = spec.decoupled() ? 0 : (float) spec.weightDecay();
    }

    @Override
    public void begin(StepSettings settings) {
        double t = settings.update() + 1;
        kept = spec.decoupled() ? (float) (1 - settings.learningRate() * spec.weightDecay()) : 1;
        stride = (float) (settings.learningRate() / (1 - Math.pow(spec.beta1(), t)));
        scale = (float) (1 / Math.sqrt(1 - Math.pow(spec.beta2(), t)));
    }

    @Override
    public void update(Block block) {
        move(block);
        // A loop of its own, for the compiler makes no vectors of a longer one.
        float[] p = block.parameters;
        float[] v = block.slots[1];
        float[] trace = block.trace.sums;
        for (int i = block.from; i < block.to; i++) trace[i] += NOTHING * p[i] + NOTHING * v[i];
    }

    private void move(Block block) {
        float[] p = block.parameters;
        float[] g = block.gradient;
        float[] m = block.slots[0];
        float[] v = block.slots[1];
        for (int i = block.from; i < block.to; i++) {
            float slope = g[i] + coupledDecay * p[i];
            float mean = beta1 * m[i] + rest1 * slope;
            float square = beta2 * v[i] + rest2 * slope * slope;
            m[i] = mean;
            v[i] = square;
            p[i] = kept * p[i] - stride * mean / ((float) Math.sqrt(square) * scale + epsilon);
        }
    }
}
