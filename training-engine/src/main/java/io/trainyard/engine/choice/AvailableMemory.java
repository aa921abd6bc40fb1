package io.trainyard.engine.choice;

import io.trainyard.engine.device.HostMemory;
import java.util.Locale;

/** Whether work that takes memory may begin: what Java's heap has room for, and what the host has left. */
public final class AvailableMemory {
    private static final double GIBIBYTE = 1 << 30;
    private static final double MEBIBYTE = 1 << 20;

    private AvailableMemory() {}

    /** Whether Java's heap has room for so much; of what is in it, only what is still used counts. */
    static boolean heapHas(long bytes) {
        if (bytes <= freeOfHeap()) return true;
        System.gc();
        return bytes <= freeOfHeap();
    }

    /**
     * Makes sure of memory before work that would take it; a heap that runs out ends the process.
     *
     * @param work for people
     * @param onHeap bytes
     * @param beside bytes outside the heap
     * @throws MemoryException if there is less
     */
    public static void require(String work, long onHeap, long beside) {
        if (!heapHas(onHeap))
            throw new MemoryException(work + " needs " + text(onHeap) + " of Java's heap, and " + text(freeOfHeap())
                    + " are free: give the worker a larger one (-Xmx)");
        // What the heap has not used yet is taken from the machine, too.
        if (onHeap + beside > HostMemory.free())
            throw new MemoryException(
                    work + " needs " + text(onHeap + beside) + ", and " + text(HostMemory.free()) + " are free");
    }

    static String text(long bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }

    private static long freeOfHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }
}
