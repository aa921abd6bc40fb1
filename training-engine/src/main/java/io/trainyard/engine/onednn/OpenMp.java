package io.trainyard.engine.onednn;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.Supplier;

/** The threads that oneDNN's primitives run on, by functions of OpenMP that oneDNN does not pass on. */
final class OpenMp {
    private static final Optional<MethodHandle> SET_THREADS =
            function("omp_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

    /** What GCC compiles a parallel region to: function, its argument, threads, flags. */
    private static final Optional<MethodHandle> PARALLEL = function(
            "GOMP_parallel",
            FunctionDescriptor.ofVoid(
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private OpenMp() {}

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
        // The functions come with oneDNN's library, which may not be loaded yet.
        if (OneDnn.objection().isPresent()) return Optional.empty();
        return SymbolLookup.loaderLookup()
                .find(name)
                .map(symbol -> Linker.nativeLinker().downcallHandle(symbol, type));
    }

    /** How many threads the primitives use that this thread makes and executes from now on. */
    static void useThreads(int threads) {
        try {
            if (SET_THREADS.isPresent()) SET_THREADS.get().invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException("omp_set_num_threads failed", e);
        }
    }

    /** Makes something that one thread is to execute, though this thread makes the rest for more. */
    static <T> T onOneThread(int otherwise, Supplier<T> maker) {
        useThreads(1);
        try {
            return maker.get();
        } finally {
            useThreads(otherwise);
        }
    }

    /** Whether {@link #call} works with this library's OpenMP. */
    static boolean callsBack() {
        return PARALLEL.isPresent();
    }

    /** Calls a function {@code void f(void *)} on so many threads at a time, this one among them. */
    static void call(MemorySegment function, int threads) {
        try {
            PARALLEL.orElseThrow().invokeExact(function, MemorySegment.NULL, threads, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("a parallel region failed", e);
        }
    }
}
