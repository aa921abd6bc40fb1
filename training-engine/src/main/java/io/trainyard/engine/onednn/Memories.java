package io.trainyard.engine.onednn;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.memory;

/** What instructions are prepared with: oneDNN's objects for tensors, one each, and the arena of the tape's own memory. */
final class Memories {
    private final Arena arena;
    private final Map<Tensor, memory> objects = new HashMap<>();

    Memories(Arena arena) {
        this.arena = arena;
    }

    /** Is open as long as the tape is run. */
    Arena arena() {
        return arena;
    }

    memory of(Tensor tensor) {
        return objects.computeIfAbsent(
                tensor, t -> new memory(t.layout(), OneDnn.ENGINE, t.buffer().address()));
    }
}
