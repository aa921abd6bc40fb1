package io.trainyard.engine.onednn;

import static io.trainyard.engine.onednn.Lane.MEMORY;
import static io.trainyard.engine.onednn.Lane.NATIVE;
import static io.trainyard.engine.onednn.Lane.SPECIES;
import static jdk.incubator.vector.FloatVector.fromMemorySegment;

import jdk.incubator.vector.FloatVector;

/**
 * F(2, 3):
 *
 * <pre>
 *      1  0 −1  0        1   0   0         1  1  1  0
 * Bᵀ = 0  1  1  0    G = ½   ½   ½    Aᵀ = 0  1 −1 −1
 *      0 −1  1  0        ½  −½   ½
 *      0  1  0 −1        0   0   1
 * </pre>
 */
final class MinimalFilterOfTwo implements MinimalFilter {
    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public void input(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector second = fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE);
            FloatVector third = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            fromMemorySegment(SPECIES, MEMORY, source, NATIVE).sub(third).intoMemorySegment(MEMORY, target, NATIVE);
            second.add(third).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            third.sub(second).intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
            second.sub(fromMemorySegment(SPECIES, MEMORY, source + 3 * step, NATIVE))
                    .intoMemorySegment(MEMORY, target + 3 * toStep, NATIVE);
        }
    }

    @Override
    public void output(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector second = fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE);
            FloatVector third = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            fromMemorySegment(SPECIES, MEMORY, source, NATIVE)
                    .add(second)
                    .add(third)
                    .intoMemorySegment(MEMORY, target, NATIVE);
            second.sub(third)
                    .sub(fromMemorySegment(SPECIES, MEMORY, source + 3 * step, NATIVE))
                    .intoMemorySegment(MEMORY, target + toStep, NATIVE);
        }
    }

    @Override
    public void outputGradient(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long target = to + i * toLine;
            FloatVector first = fromMemorySegment(SPECIES, MEMORY, from + i * line, NATIVE);
            FloatVector second = fromMemorySegment(SPECIES, MEMORY, from + i * line + step, NATIVE);
            first.intoMemorySegment(MEMORY, target, NATIVE);
            first.add(second).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            first.sub(second).intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
            second.neg().intoMemorySegment(MEMORY, target + 3 * toStep, NATIVE);
        }
    }

    @Override
    public void weights(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector first = fromMemorySegment(SPECIES, MEMORY, source, NATIVE);
            FloatVector third = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            FloatVector outer = first.add(third).mul(0.5f);
            FloatVector inner =
                    fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE).mul(0.5f);
            first.intoMemorySegment(MEMORY, target, NATIVE);
            outer.add(inner).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            outer.sub(inner).intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
            third.intoMemorySegment(MEMORY, target + 3 * toStep, NATIVE);
        }
    }

    @Override
    public void weightGradient(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector second =
                    fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE).mul(0.5f);
            FloatVector third = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE)
                    .mul(0.5f);
            FloatVector outer = second.add(third);
            fromMemorySegment(SPECIES, MEMORY, source, NATIVE).add(outer).intoMemorySegment(MEMORY, target, NATIVE);
            second.sub(third).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            fromMemorySegment(SPECIES, MEMORY, source + 3 * step, NATIVE)
                    .add(outer)
                    .intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
        }
    }
}
