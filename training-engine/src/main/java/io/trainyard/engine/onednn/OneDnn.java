package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;

/** The native library: its engine and stream, and what the processor offers it. */
final class OneDnn {
    /** oneDNN's names of instruction sets are bit masks; this bit is AVX-512's bf16 dot product. */
    private static final int BF16_INSTRUCTIONS = 1 << 7;

    private static final int AVX512 = 1 << 5;
    private static final int AVX2 = 1 << 2;

    private static final long PAGE = 4096;

    static final engine ENGINE = new engine(engine.kind.cpu, 0);
    static final stream STREAM = new stream(ENGINE);

    private OneDnn() {}

    /** Why the library cannot be used on this machine; empty if it can. */
    static Optional<String> objection() {
        try {
            // Reading a static field loads the library.
            return ENGINE.isNull() ? Optional.of("oneDNN gives no engine") : Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("oneDNN does not load on this machine: " + e.getMessage());
        }
    }

    /** Whether the processor multiplies bf16 numbers by itself; elsewhere they would be slower than floats. */
    static boolean hasBf16() {
        return (dnnl_get_effective_cpu_isa() & BF16_INSTRUCTIONS) != 0;
    }

    /** Such as {@code oneDNN 3.13, AVX-512 with bf16}. */
    static String name() {
        dnnl_version_t version = dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + instructions() + (hasBf16() ? " with bf16" : "");
    }

    private static String instructions() {
        int offered = dnnl_get_effective_cpu_isa();
        if ((offered & AVX512) != 0) return ", AVX-512";
        return (offered & AVX2) != 0 ? ", AVX2" : "";
    }

    /** Zeros, where a tensor may begin. */
    static MemorySegment allocate(Arena arena, long bytes) {
        return bytes == 0 ? MemorySegment.NULL : arena.allocate(bytes, PAGE);
    }

    static void check(int status, String what) {
        if (status != dnnl_success) throw new IllegalStateException(what + " failed with oneDNN status " + status);
    }
}
