package io.trainyard.engine.onednn;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.memory;

/** oneDNN's objects for tensors, one each: a tensor that is moved is moved for all primitives. */
final class Memories {
    private final Map<Tensor, memory> objects = new HashMap<>();

    memory of(Tensor tensor) {
        return objects.computeIfAbsent(
                tensor, t -> new memory(t.layout(), OneDnn.ENGINE, t.buffer().address()));
    }
}
