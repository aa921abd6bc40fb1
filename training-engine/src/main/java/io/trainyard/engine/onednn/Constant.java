package io.trainyard.engine.onednn;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.List;
import org.bytedeco.dnnl.memory.data_type;

/** Numbers that are the same in all runs. */
final class Constant implements Instruction {
    private final float[] values;
    private final Tensor tensor;

    Constant(float[] values, long rows, long columns) {
        this.values = values;
        long[] sides = {rows, columns};
        Buffer buffer = new Buffer((long) values.length * Float.BYTES, Buffer.Life.ALWAYS);
        tensor = new Tensor(Tensor.plain(data_type.f32, sides), sides, buffer);
    }

    Tensor tensor() {
        return tensor;
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(tensor);
    }

    @Override
    public void prepare(Memories memories) {
        Floats.put(values, 0, tensor.memory(), values.length);
    }

    @Override
    public void run(Batch batch, StepSettings settings) {}

    @Override
    public String name() {
        return "constant";
    }
}
