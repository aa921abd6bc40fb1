package io.trainyard.engine.onednn;

import io.trainyard.engine.cpu.DropoutFactors;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.bytedeco.dnnl.memory.data_type;

/** Draws a dropout's factors, in the order of PyTorch's indexes. */
final class DropoutMask implements Instruction {
    private final DropoutFactors factors;
    private final Tensor tensor;

    DropoutMask(DropoutFactors factors, long[] sides) {
        this.factors = factors;
        tensor = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
    }

    Tensor tensor() {
        return tensor;
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(tensor);
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        factors.begin(settings, 0);
        MemorySegment memory = tensor.memory();
        long count = tensor.count();
        for (long i = 0; i < count; i++) memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) factors.next());
    }

    @Override
    public String name() {
        return "dropout mask";
    }
}
