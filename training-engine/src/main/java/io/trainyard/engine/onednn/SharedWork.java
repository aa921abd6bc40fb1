package io.trainyard.engine.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work in Java between primitives, in parts that OpenMP's threads take one after the other. These wait in a loop for the next
 * primitive anyway, so that threads of Java's own would have to share the cores with them.
 */
final class SharedWork {
    private final int parts;
    private final IntConsumer work;
    private final MemorySegment entrance;
    private final AtomicInteger next = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    /**
     * @param work does the part of a number from 0; parts may be done at the same time
     * @param arena is open as long as there is work
     */
    SharedWork(int parts, IntConsumer work, Arena arena) {
        this.parts = parts;
        this.work = work;
        entrance = entrance(arena);
    }

    @SuppressWarnings("restricted")
    private MemorySegment entrance(Arena arena) {
        try {
            MethodHandle enter = MethodHandles.lookup()
                    .findVirtual(SharedWork.class, "enter", MethodType.methodType(void.class, long.class));
            return Linker.nativeLinker()
                    .upcallStub(enter.bindTo(this), FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG), arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SharedWork has no method enter", e);
        }
    }

    /** Returns when all parts are done. */
    void run(int threads) {
        next.set(0);
        if (threads > 1 && parts > 1 && OpenMp.callsBack()) OpenMp.call(entrance, threads);
        else takeParts();
        Throwable thrown = failure;
        failure = null;
        if (thrown != null) throw new IllegalStateException("a part of the work failed", thrown);
    }

    /**
     * Where native threads come in; what is thrown must not leave Java. Found by its name. The pointer that is
     * given comes as a number, which takes nothing from the heap.
     */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private void enter(long nothing) {
        try {
            takeParts();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void takeParts() {
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) work.accept(part);
    }
}
