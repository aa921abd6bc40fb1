package io.trainyard.engine.onednn;

import static jdk.incubator.vector.FloatVector.fromMemorySegment;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sixteen floats side by side in memory, such as a pixel's channels in oneDNN's blocked layout. Vectors are neither given to
 * methods nor returned by them: where the just-in-time compiler does not inline these, vectors become objects.
 */
final class Lane {
    static final int NUMBERS = 16;

    static final long BYTES = NUMBERS * Float.BYTES;

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

    /** All memory, by addresses. */
    @SuppressWarnings("restricted")
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    static final ByteOrder NATIVE = ByteOrder.nativeOrder();

    private static final FloatVector ZEROS = FloatVector.zero(SPECIES);

    private Lane() {}

    static void copy(long source, long target) {
        fromMemorySegment(SPECIES, MEMORY, source, NATIVE).intoMemorySegment(MEMORY, target, NATIVE);
    }

    static void clear(long target) {
        ZEROS.intoMemorySegment(MEMORY, target, NATIVE);
    }

    /** Adds the numbers at one address to those at another. */
    static void add(long source, long target) {
        fromMemorySegment(SPECIES, MEMORY, target, NATIVE)
                .add(fromMemorySegment(SPECIES, MEMORY, source, NATIVE))
                .intoMemorySegment(MEMORY, target, NATIVE);
    }
}
