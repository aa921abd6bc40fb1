package io.trainyard.engine.cpu;

import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What happens to the parameters at the end of a step: the gradient is clipped, the optimizer moves the parameters, and
 * their average follows. One pass over flat arrays of floats outside the heap, in whatever order their device keeps.
 */
public final class ParameterUpdate {
    /** Numbers that take a thread longer than it takes to wake it. */
    private static final long STRETCH = 1 << 16;

    private static final int MAX_STRETCHES = 32;

    /** Arrays of the heap that are worked on where they are; the trace is as long as they are. */
    private static final int LONGEST_IN_PLACE = 1 << 16;

    private final Memory memory;
    private final long begin;
    private final long end;
    private final UpdateRule rule;
    private final Block block;
    private final boolean inPlace;
    private final GradientNorm norm;
    private final double clipping;
    private final double decay;
    private final float[] averaged = new float[Block.LENGTH];
    private final float[] moved = new float[Block.LENGTH];
    private boolean finite = true;

    /**
     * Flat arrays of floats of one order.
     *
     * @param slots of the optimizer, as many as the program has, each as long as the parameters
     * @param averaged as long as the parameters, or empty where no average is wanted
     */
    public record Memory(
            MemorySegment parameters, MemorySegment gradient, List<MemorySegment> slots, MemorySegment averaged) {
        /** With all slots of the optimizer one behind the other. */
        public Memory(
                MemorySegment parameters, MemorySegment gradient, MemorySegment optimizer, MemorySegment averaged) {
            this(parameters, gradient, parts(optimizer, parameters.byteSize()), averaged);
        }

        private static List<MemorySegment> parts(MemorySegment whole, long size) {
            return LongStream.iterate(0, from -> from < whole.byteSize(), from -> from + size)
                    .mapToObj(from -> whole.asSlice(from, size))
                    .toList();
        }

        long length() {
            return parameters.byteSize() / Float.BYTES;
        }
    }

    public ParameterUpdate(Program program, Memory memory) {
        this(program, memory, 0, memory.length());
    }

    /** The update of a stretch of the arrays only. */
    public ParameterUpdate(Program program, Memory memory, long begin, long end) {
        this.memory = memory;
        this.begin = begin;
        this.end = end;
        rule = UpdateRule.of(program.optimizer());
        // What clips scales a copy of the gradient.
        inPlace = memory.length() <= LONGEST_IN_PLACE && !program.update().clips() && Block.isOnHeap(memory);
        block = inPlace ? Block.inPlace(memory) : Block.ofCopies(program.arrays(State.OPTIMIZER));
        norm = new GradientNorm(memory.gradient());
        clipping = program.update().clips() ? program.update().maxGradientNorm() : Double.POSITIVE_INFINITY;
        decay = program.update().averagingDecay();
    }

    /**
     * The update in stretches of the arrays that may be done in any order or at the same time: as many as are worth while, and
     * one if the norm of the whole gradient must be known first.
     */
    public static List<ParameterUpdate> stretches(Program program, Memory memory) {
        long length = memory.length();
        boolean whole = program.update().clips();
        int count = whole ? 1 : Math.clamp(length / STRETCH, 1, MAX_STRETCHES);
        long blocks = Math.ceilDiv(length, (long) Block.LENGTH);
        return LongStream.range(0, count)
                .mapToObj(i -> new ParameterUpdate(
                        program,
                        memory,
                        blocks * i / count * Block.LENGTH,
                        Math.min(length, blocks * (i + 1) / count * Block.LENGTH)))
                .toList();
    }

    /** Updates, and notices whether everything is still finite. */
    public void step(StepSettings settings) {
        float factor = clipping == Double.POSITIVE_INFINITY ? 1 : (float) norm.clippingFactor(clipping);
        rule.begin(settings);
        for (long from = begin; from < end; from += Block.LENGTH) {
            int count = (int) Math.min(Block.LENGTH, end - from);
            if (inPlace) updateInPlace((int) from, count);
            else updateCopy(from, count, factor);
            if (memory.averaged().byteSize() > 0) average(from, count, settings.update() == 0);
        }
        finite = block.trace.take();
    }

    private void updateInPlace(int from, int count) {
        block.from = from;
        block.to = from + count;
        rule.update(block);
    }

    private void updateCopy(long from, int count, float factor) {
        block.to = count;
        load(from);
        if (factor != 1) scale(block.gradient, factor, count);
        rule.update(block);
        store(from);
    }

    /** Whether the last step left finite numbers only. */
    public boolean isFinite() {
        return finite;
    }

    private void load(long from) {
        Block.load(memory.parameters(), from, block.parameters, block.to);
        Block.load(memory.gradient(), from, block.gradient, block.to);
        for (int i = 0; i < block.slots.length; i++) Block.load(memory.slots().get(i), from, block.slots[i], block.to);
    }

    private void store(long from) {
        Block.store(block.parameters, 0, memory.parameters(), from, block.to);
        for (int i = 0; i < block.slots.length; i++)
            Block.store(block.slots[i], 0, memory.slots().get(i), from, block.to);
    }

    private static void scale(float[] values, float factor, int count) {
        for (int i = 0; i < count; i++) values[i] *= factor;
    }

    /** a ← a + (1 − d)·(p − a); the first update starts the average, as torch.optim.swa_utils.AveragedModel does. */
    private void average(long from, int count, boolean first) {
        if (first) Block.store(block.parameters, block.from, memory.averaged(), from, count);
        else {
            Block.load(memory.averaged(), from, averaged, count);
            Block.load(memory.parameters(), from, moved, count);
            follow(averaged, moved, (float) (1 - decay), count);
            Block.store(averaged, 0, memory.averaged(), from, count);
            block.trace.add(averaged, count);
        }
    }

    private static void follow(float[] average, float[] values, float share, int count) {
        for (int i = 0; i < count; i++) average[i] += share * (values[i] - average[i]);
    }
}
