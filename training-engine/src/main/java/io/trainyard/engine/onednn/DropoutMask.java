package io.trainyard.engine.onednn;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.bytedeco.dnnl.memory.data_type;

/** Draws which values are dropped: a function of seed, epoch, step and node, in the order of PyTorch's indexes. */
final class DropoutMask implements Instruction {
    private static final double RANGE = 0x1.0p32;

    private final RandomStream random = new RandomStream();
    private final long dropped;
    private final float scale;
    private final int node;
    private final Tensor tensor;

    DropoutMask(double rate, int node, long[] sides) {
        this.node = node;
        dropped = Math.round(rate * RANGE);
        scale = (float) (1 / (1 - rate));
        tensor = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
    }

    /** 0 or 1/(1 − rate). */
    Tensor tensor() {
        return tensor;
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(tensor);
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        random.restart(settings.seed(), Purpose.DROPOUT, node, settings.epoch(), settings.step());
        MemorySegment memory = tensor.memory();
        long count = tensor.count();
        for (long i = 0; i < count; i++) {
            boolean kept = (random.nextInt() & 0xFFFFFFFFL) >= dropped;
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, kept ? scale : 0);
        }
    }

    @Override
    public String name() {
        return "dropout mask";
    }
}
