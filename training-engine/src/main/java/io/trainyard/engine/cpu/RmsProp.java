package io.trainyard.engine.cpu;

import static io.trainyard.engine.cpu.FiniteTrace.NOTHING;

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
    public void update(Block block) {
        if (momentum == 0) stride(block);
        else roll(block);
    }

    private void stride(Block block) {
        float[] p = block.parameters;
        float[] g = block.gradient;
        float[] trace = block.trace.sums;
        float[] v = block.slots[0];
        for (int i = block.from; i < block.to; i++) {
            float slope = g[i] + weightDecay * p[i];
            float square = alpha * v[i] + rest * slope * slope;
            v[i] = square;
            float moved = p[i] - learningRate * (slope / ((float) Math.sqrt(square) + epsilon));
            p[i] = moved;
            trace[i] += NOTHING * moved + NOTHING * square;
        }
    }

    private void roll(Block block) {
        float[] p = block.parameters;
        float[] g = block.gradient;
        float[] trace = block.trace.sums;
        float[] v = block.slots[0];
        float[] b = block.slots[1];
        for (int i = block.from; i < block.to; i++) {
            float slope = g[i] + weightDecay * p[i];
            float square = alpha * v[i] + rest * slope * slope;
            float speed = momentum * b[i] + slope / ((float) Math.sqrt(square) + epsilon);
            v[i] = square;
            b[i] = speed;
            float moved = p[i] - learningRate * speed;
            p[i] = moved;
            trace[i] += NOTHING * moved + NOTHING * square;
        }
    }
}
