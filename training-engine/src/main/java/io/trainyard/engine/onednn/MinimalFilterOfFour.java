package io.trainyard.engine.onednn;

import static io.trainyard.engine.onednn.Lane.MEMORY;
import static io.trainyard.engine.onednn.Lane.NATIVE;
import static io.trainyard.engine.onednn.Lane.SPECIES;
import static jdk.incubator.vector.FloatVector.fromMemorySegment;

import jdk.incubator.vector.FloatVector;

/**
 * F(4, 3) by the values of polynomials at 0, ±a, ±b and infinity, a = ⅝ and b = 1½:
 *
 * <pre>
 *      a²b²  0    −a²−b² 0      1  0        1/a²b²  0   0         1  1   1   1   1   0
 *      0    −ab²  −b²    a      1  0        k       ka  ka²       0  a  −a   b  −b   0
 * Bᵀ = 0     ab²  −b²   −a      1  0    G = k      −ka  ka²  Aᵀ = 0  a²  a²  b²  b²  0
 *      0    −a²b  −a²    b      1  0        l       lb  lb²       0  a³ −a³  b³ −b³  1
 *      0     a²b  −a²   −b      1  0        l      −lb  lb²
 *      0     a²b²  0    −a²−b²  0  1        0       0   1
 * </pre>
 *
 * with k = 1/2a²(a²−b²) and l = 1/2b²(b²−a²). These points lose half as much as the usual ±1 and ±2. The rows of a point and of
 * its negative are the sum and the difference of an even and an odd part.
 */
final class MinimalFilterOfFour implements MinimalFilter {
    private static final float A = 0.625f;
    private static final float B = 1.5f;
    private static final float K = 1 / (2 * A * A * (A * A - B * B));
    private static final float L = 1 / (2 * B * B * (B * B - A * A));

    private static final FloatVector PLUS_A = all(A);
    private static final FloatVector MINUS_A = all(-A);
    private static final FloatVector PLUS_B = all(B);
    private static final FloatVector MINUS_B = all(-B);
    private static final FloatVector A_SQUARED = all(A * A);
    private static final FloatVector B_SQUARED = all(B * B);
    private static final FloatVector MINUS_A_SQUARED = all(-A * A);
    private static final FloatVector MINUS_B_SQUARED = all(-B * B);
    private static final FloatVector A_CUBED = all(A * A * A);
    private static final FloatVector B_CUBED = all(B * B * B);
    /** a²b². */
    private static final FloatVector PRODUCT = all(A * A * B * B);
    /** −a²−b². */
    private static final FloatVector MINUS_SUM = all(-A * A - B * B);
    /** 1/a²b². */
    private static final FloatVector RECIPROCAL = all(1 / (A * A * B * B));

    private static final FloatVector K_A = all(K * A);
    private static final FloatVector L_B = all(L * B);

    private static FloatVector all(float number) {
        return FloatVector.broadcast(SPECIES, number);
    }

    @Override
    public int outputs() {
        return 4;
    }

    @Override
    public void input(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector d1 = fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE);
            FloatVector d2 = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            FloatVector d3 = fromMemorySegment(SPECIES, MEMORY, source + 3 * step, NATIVE);
            FloatVector d4 = fromMemorySegment(SPECIES, MEMORY, source + 4 * step, NATIVE);
            fromMemorySegment(SPECIES, MEMORY, source, NATIVE)
                    .fma(PRODUCT, d2.fma(MINUS_SUM, d4))
                    .intoMemorySegment(MEMORY, target, NATIVE);
            FloatVector even = d2.fma(MINUS_B_SQUARED, d4);
            FloatVector odd = d1.fma(MINUS_B_SQUARED, d3);
            odd.fma(PLUS_A, even).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            odd.fma(MINUS_A, even).intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
            even = d2.fma(MINUS_A_SQUARED, d4);
            odd = d1.fma(MINUS_A_SQUARED, d3);
            odd.fma(PLUS_B, even).intoMemorySegment(MEMORY, target + 3 * toStep, NATIVE);
            odd.fma(MINUS_B, even).intoMemorySegment(MEMORY, target + 4 * toStep, NATIVE);
            d1.fma(PRODUCT, d3.fma(MINUS_SUM, fromMemorySegment(SPECIES, MEMORY, source + 5 * step, NATIVE)))
                    .intoMemorySegment(MEMORY, target + 5 * toStep, NATIVE);
        }
    }

    @Override
    public void output(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector plus = fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE);
            FloatVector minus = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            FloatVector evenA = plus.add(minus);
            FloatVector oddA = plus.sub(minus);
            plus = fromMemorySegment(SPECIES, MEMORY, source + 3 * step, NATIVE);
            minus = fromMemorySegment(SPECIES, MEMORY, source + 4 * step, NATIVE);
            FloatVector evenB = plus.add(minus);
            FloatVector oddB = plus.sub(minus);
            fromMemorySegment(SPECIES, MEMORY, source, NATIVE)
                    .add(evenA)
                    .add(evenB)
                    .intoMemorySegment(MEMORY, target, NATIVE);
            oddA.fma(PLUS_A, oddB.mul(PLUS_B)).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            evenA.fma(A_SQUARED, evenB.mul(B_SQUARED)).intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
            oddA.fma(A_CUBED, oddB.fma(B_CUBED, fromMemorySegment(SPECIES, MEMORY, source + 5 * step, NATIVE)))
                    .intoMemorySegment(MEMORY, target + 3 * toStep, NATIVE);
        }
    }

    @Override
    public void outputGradient(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector y0 = fromMemorySegment(SPECIES, MEMORY, source, NATIVE);
            FloatVector y1 = fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE);
            FloatVector y2 = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            FloatVector y3 = fromMemorySegment(SPECIES, MEMORY, source + 3 * step, NATIVE);
            y0.intoMemorySegment(MEMORY, target, NATIVE);
            FloatVector even = y2.fma(A_SQUARED, y0);
            FloatVector odd = y3.fma(A_SQUARED, y1);
            odd.fma(PLUS_A, even).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            odd.fma(MINUS_A, even).intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
            even = y2.fma(B_SQUARED, y0);
            odd = y3.fma(B_SQUARED, y1);
            odd.fma(PLUS_B, even).intoMemorySegment(MEMORY, target + 3 * toStep, NATIVE);
            odd.fma(MINUS_B, even).intoMemorySegment(MEMORY, target + 4 * toStep, NATIVE);
            y3.intoMemorySegment(MEMORY, target + 5 * toStep, NATIVE);
        }
    }

    @Override
    public void weights(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector g0 = fromMemorySegment(SPECIES, MEMORY, source, NATIVE);
            FloatVector g1 = fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE);
            FloatVector g2 = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            g0.mul(RECIPROCAL).intoMemorySegment(MEMORY, target, NATIVE);
            FloatVector even = g2.fma(A_SQUARED, g0).mul(K);
            FloatVector odd = g1.mul(K_A);
            even.add(odd).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            even.sub(odd).intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
            even = g2.fma(B_SQUARED, g0).mul(L);
            odd = g1.mul(L_B);
            even.add(odd).intoMemorySegment(MEMORY, target + 3 * toStep, NATIVE);
            even.sub(odd).intoMemorySegment(MEMORY, target + 4 * toStep, NATIVE);
            g2.intoMemorySegment(MEMORY, target + 5 * toStep, NATIVE);
        }
    }

    @Override
    public void weightGradient(long from, long step, long line, long to, long toStep, long toLine, int lines) {
        for (int i = 0; i < lines; i++) {
            long source = from + i * line;
            long target = to + i * toLine;
            FloatVector plus = fromMemorySegment(SPECIES, MEMORY, source + step, NATIVE);
            FloatVector minus = fromMemorySegment(SPECIES, MEMORY, source + 2 * step, NATIVE);
            FloatVector evenA = plus.add(minus).mul(K);
            FloatVector oddA = plus.sub(minus).mul(K_A);
            plus = fromMemorySegment(SPECIES, MEMORY, source + 3 * step, NATIVE);
            minus = fromMemorySegment(SPECIES, MEMORY, source + 4 * step, NATIVE);
            FloatVector evenB = plus.add(minus).mul(L);
            FloatVector oddB = plus.sub(minus).mul(L_B);
            fromMemorySegment(SPECIES, MEMORY, source, NATIVE)
                    .fma(RECIPROCAL, evenA.add(evenB))
                    .intoMemorySegment(MEMORY, target, NATIVE);
            oddA.add(oddB).intoMemorySegment(MEMORY, target + toStep, NATIVE);
            evenA.fma(A_SQUARED, evenB.fma(B_SQUARED, fromMemorySegment(SPECIES, MEMORY, source + 5 * step, NATIVE)))
                    .intoMemorySegment(MEMORY, target + 2 * toStep, NATIVE);
        }
    }
}
