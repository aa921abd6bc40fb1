package io.trainyard.engine.onednn;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.memory;

/** What instructions are prepared with: oneDNN's objects for tensors, one each, and the arena of the tape's own memory. */
final class Memories {
    private final Arena arena;
    private final Map<Tensor, memory> objects = new HashMap<>();
    private final Map<Buffer, List<View>> views = new HashMap<>();

    /** An object that sees a buffer, or a part of it that begins so many bytes behind its start. */
    record View(dnnl_memory object, long offset) {}

    Memories(Arena arena) {
        this.arena = arena;
    }

    /** Is open as long as the tape is run. */
    Arena arena() {
        return arena;
    }

    memory of(Tensor tensor) {
        return objects.computeIfAbsent(tensor, this::make);
    }

    private memory make(Tensor tensor) {
        Buffer buffer = tensor.buffer();
        memory object = new memory(tensor.layout(), OneDnn.ENGINE, buffer.address());
        over(buffer.whole()).add(new View(object.get(), buffer.offset()));
        return object;
    }

    /** All objects that see a buffer, for whoever moves it; the list grows while instructions are prepared. */
    List<View> over(Buffer buffer) {
        return views.computeIfAbsent(buffer, b -> new ArrayList<>());
    }
}
