package io.trainyard.engine.cpu;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.StepSettings;

/**
 * RMSprop as in torch.optim.RMSprop (Tieleman, Hinton 2012): g ← g + λ·p; v ← α·v + (1 − α)·g²; b ← μ·b + g/(√v + ε); p ← p −
 * η·b. Without momentum b is not kept.
 */
final class RmsProp implements UpdateRule {
    private final float alpha;
    private final float rest;
    private final float momentum;
    private final float epsilon;
    private final float weightDecay;
    private float learningRate;

    RmsProp(OptimizerSpec.RmsProp spec) {
        alpha = (float) spec.alpha();
        rest = (float) (1 - spec.alpha());
        momentum = (float) spec.momentum();
        epsilon = (float) spec.epsilon();
        weightDecay = (float) spec.weightDecay();
    }

    @Override
    public void begin(StepSettings settings) {
        learningRate = (float) settings.learningRate();
    }

    @Override
    public boolean showsInParameters() {
        return false;
    }

    @Override
    public void update(Block block) {
        float[] p = block.parameters;
        float[] g = block.gradient;
        float[] v = block.slots[0];
        for (int i = 0; i < block.count; i++) {
            float slope = g[i] + weightDecay * p[i];
            float square = alpha * v[i] + rest * slope * slope;
            v[i] = square;
            g[i] = slope / ((float) Math.sqrt(square) + epsilon);
        }
        if (momentum == 0) for (int i = 0; i < block.count; i++) p[i] -= learningRate * g[i];
        else roll(p, g, block.slots[1], block.count);
    }

    private void roll(float[] p, float[] g, float[] b, int count) {
        for (int i = 0; i < count; i++) {
            float speed = momentum * b[i] + g[i];
            b[i] = speed;
            p[i] -= learningRate * speed;
        }
    }
}
