package io.trainyard.engine.cpu;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What happens to the parameters at the end of a step: the gradient is clipped, the optimizer moves the parameters, and
 * their average follows. One pass over flat arrays of floats outside the heap, in whatever order their device keeps.
 */
public final class ParameterUpdate {
    /** Numbers that take a thread longer than it takes to wake it. */
    private static final long STRETCH = 1 << 16;

    private static final int MAX_STRETCHES = 32;

    private final Memory memory;
    private final long length;
    private final long begin;
    private final long end;
    private final UpdateRule rule;
    private final Block block;
    private final GradientNorm norm;
    private final double clipping;
    private final double decay;
    private final FiniteTrace trace = new FiniteTrace();
    private final float[] averaged = new float[Block.LENGTH];
    private boolean finite = true;

    /**
     * Flat arrays of floats of one order.
     *
     * @param optimizer {@link #slots} arrays as long as the parameters, one behind the other
     * @param averaged as long as the parameters, or empty where no average is wanted
     */
    public record Memory(
            MemorySegment parameters, MemorySegment gradient, MemorySegment optimizer, MemorySegment averaged) {}

    public ParameterUpdate(Program program, Memory memory) {
        this(program, memory, 0, 1);
    }

    private ParameterUpdate(Program program, Memory memory, int stretch, int stretches) {
        this.memory = memory;
        length = memory.parameters().byteSize() / Float.BYTES;
        long blocks = (length + Block.LENGTH - 1) / Block.LENGTH;
        begin = blocks * stretch / stretches * Block.LENGTH;
        end = Math.min(length, blocks * (stretch + 1) / stretches * Block.LENGTH);
        rule = UpdateRule.of(program.optimizer());
        block = new Block(slots(program.optimizer()));
        norm = new GradientNorm(memory.gradient());
        clipping = program.update().clips() ? program.update().maxGradientNorm() : Double.POSITIVE_INFINITY;
        decay = program.update().averagingDecay();
    }

    /**
     * The update in stretches of the arrays that may be done in any order or at the same time: as many as are worth while, and
     * one if the norm of the whole gradient must be known first.
     */
    public static List<ParameterUpdate> stretches(Program program, Memory memory) {
        long length = memory.parameters().byteSize() / Float.BYTES;
        boolean whole = program.update().clips();
        int count = whole ? 1 : Math.clamp(length / STRETCH, 1, MAX_STRETCHES);
        return IntStream.range(0, count)
                .mapToObj(i -> new ParameterUpdate(program, memory, i, count))
                .toList();
    }

    /** Arrays as long as the parameters that an optimizer keeps. */
    public static int slots(OptimizerSpec spec) {
        return UpdateRule.slots(spec);
    }

    /** Updates, and notices whether everything is still finite. */
    public void step(StepSettings settings) {
        float factor = clipping == Double.POSITIVE_INFINITY ? 1 : (float) norm.clippingFactor(clipping);
        rule.begin(settings);
        for (long from = begin; from < end; from += Block.LENGTH) {
            block.count = (int) Math.min(Block.LENGTH, end - from);
            load(from);
            if (factor != 1) scale(block.gradient, factor, block.count);
            rule.update(block);
            store(from);
            trace.add(block.parameters, block.count);
            if (!rule.showsInParameters()) for (float[] slot : block.slots) trace.add(slot, block.count);
            if (memory.averaged().byteSize() > 0) average(from, settings.update() == 0);
        }
        finite = trace.take();
    }

    /** Whether the last step left finite numbers only. */
    public boolean isFinite() {
        return finite;
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
            trace.add(averaged, block.count);
        }
    }

    private static void follow(float[] average, float[] values, float share, int count) {
        for (int i = 0; i < count; i++) average[i] += share * (values[i] - average[i]);
    }
}
