package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.bytedeco.dnnl.memory.data_type;

/** The batch's pixels where the batch has them. */
final class Image implements Instruction {
    private final Tensor tensor;
    private final Address address = Address.later();
    private long seen;
    private List<Memories.View> views = List.of();

    Image(long[] sides) {
        Tensor own = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
        tensor = new Tensor(own.layout(), sides, new Buffer(own.buffer().bytes(), Buffer.Life.BORROWED));
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
        views = memories.over(tensor.buffer());
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        MemorySegment pixels = batch.pixels();
        if (seen == pixels.address() && pixels.byteSize() >= tensor.buffer().bytes()) return;
        for (int i = 0; i < views.size(); i++) move(views.get(i), pixels);
        seen = pixels.address();
    }

    private void move(Memories.View view, MemorySegment pixels) {
        address.move(pixels, view.offset(), tensor.buffer().bytes() - view.offset());
        OneDnn.check(dnnl_memory_set_data_handle(view.object(), address), name());
    }

    @Override
    public String name() {
        return "image";
    }
}
