package io.trainyard.engine.replicas;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which cores a thread may run on, by Linux's scheduler; threads that it starts keep to the same. */
final class Cores {
    /** Room for eight thousand cores. */
    private static final long MASK_BYTES = 1024;

    private static final int SELF = 0;

    private static final Optional<MethodHandle> GET = function("sched_getaffinity");
    private static final Optional<MethodHandle> SET = function("sched_setaffinity");

    private Cores() {}

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> function(String name) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) return Optional.empty();
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        return Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .map(symbol -> Linker.nativeLinker().downcallHandle(symbol, type));
    }

    /** Those that the calling thread may run on; none where that cannot be told. */
    static BitSet allowed() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
            return call(GET, mask) ? BitSet.valueOf(mask.toArray(ValueLayout.JAVA_BYTE)) : new BitSet();
        }
    }

    /** Keeps the calling thread to some cores; where that cannot be done, it runs wherever it did. */
    static void keepTo(BitSet cores) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
            byte[] bits = cores.toByteArray();
            MemorySegment.copy(bits, 0, mask, ValueLayout.JAVA_BYTE, 0, bits.length);
            call(SET, mask);
        }
    }

    private static boolean call(Optional<MethodHandle> function, MemorySegment mask) {
        if (function.isEmpty()) return false;
        try {
            return (int) function.get().invokeExact(SELF, MASK_BYTES, mask) >= 0;
        } catch (Throwable e) {
            throw new IllegalStateException("the scheduler could not be asked for cores", e);
        }
    }

    /**
     * Cores in parts of so many, in their order.
     *
     * @return as many parts as are wanted; empty where there are too few cores for that
     */
    static List<BitSet> shares(BitSet cores, int parts, int each) {
        if (cores.cardinality() < (long) parts * each) return List.of();
        int[] numbers = cores.stream().toArray();
        return IntStream.range(0, parts)
                .mapToObj(part -> IntStream.range(part * each, (part + 1) * each)
                        .mapToObj(i -> numbers[i])
                        .collect(Collectors.collectingAndThen(Collectors.toList(), Cores::of)))
                .toList();
    }

    private static BitSet of(List<Integer> numbers) {
        BitSet cores = new BitSet();
        numbers.forEach(cores::set);
        return cores;
    }
}
