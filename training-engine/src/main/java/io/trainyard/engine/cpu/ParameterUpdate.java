package io.trainyard.engine.cpu;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.MemorySegment;

/**
 * What happens to the parameters at the end of a step: the gradient is clipped, the optimizer moves the parameters, and
 * their average follows. One pass over flat arrays of floats outside the heap, in whatever order their device keeps.
 */
public final class ParameterUpdate {
    private final Memory memory;
    private final long length;
    private final UpdateRule rule;
    private final Block block;
    private final GradientNorm norm;
    private final double clipping;
    private final double decay;
    private final float[] averaged = new float[Block.LENGTH];

    /**
     * Flat arrays of floats of one order.
     *
     * @param optimizer {@link #slots} arrays as long as the parameters, one behind the other
     * @param averaged as long as the parameters, or empty where no average is wanted
     */
    public record Memory(
            MemorySegment parameters, MemorySegment gradient, MemorySegment optimizer, MemorySegment averaged) {}

    public ParameterUpdate(Program program, Memory memory) {
        this.memory = memory;
        length = memory.parameters().byteSize() / Float.BYTES;
        rule = UpdateRule.of(program.optimizer());
        block = new Block(slots(program.optimizer()));
        norm = new GradientNorm(memory.gradient());
        clipping = program.refinements().gradientClipping().orElse(Double.POSITIVE_INFINITY);
        decay = program.refinements().averagingDecay().orElse(Double.NaN);
    }

    /** Arrays as long as the parameters that an optimizer keeps. */
    public static int slots(OptimizerSpec spec) {
        return UpdateRule.slots(spec);
    }

    public void step(StepSettings settings) {
        float factor = clipping == Double.POSITIVE_INFINITY ? 1 : (float) norm.clippingFactor(clipping);
        rule.begin(settings);
        for (long from = 0; from < length; from += Block.LENGTH) {
            block.count = (int) Math.min(Block.LENGTH, length - from);
            load(from);
            if (factor != 1) scale(block.gradient, factor, block.count);
            rule.update(block);
            store(from);
            if (memory.averaged().byteSize() > 0) average(from, settings.update() == 0);
        }
    }

    private void load(long from) {
        Block.load(memory.parameters(), from, block.parameters, block.count);
        Block.load(memory.gradient(), from, block.gradient, block.count);
        for (int i = 0; i < block.slots.length; i++)
            Block.load(memory.optimizer(), i * length + from, block.slots[i], block.count);
    }

    private void store(long from) {
        Block.store(block.parameters, memory.parameters(), from, block.count);
        for (int i = 0; i < block.slots.length; i++)
            Block.store(block.slots[i], memory.optimizer(), i * length + from, block.count);
    }

    private static void scale(float[] values, float factor, int count) {
        for (int i = 0; i < count; i++) values[i] *= factor;
    }

    /** a ← a + (1 − d)·(p − a); the first update starts the average, as torch.optim.swa_utils.AveragedModel does. */
    private void average(long from, boolean first) {
        if (first) Block.store(block.parameters, memory.averaged(), from, block.count);
        else {
            Block.load(memory.averaged(), from, averaged, block.count);
            follow(averaged, block.parameters, (float) (1 - decay), block.count);
            Block.store(averaged, memory.averaged(), from, block.count);
        }
    }

    private static void follow(float[] average, float[] values, float share, int count) {
        for (int i = 0; i < count; i++) average[i] += share * (values[i] - average[i]);
    }
}
