package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * eˣ for x ≤ 0 to within 2 units in the last place (1.2e-7 relative): x = n·ln 2 + r with |r| ≤ ln 2 / 2, and e^r as 1 + r +
 * r²·P(r) with the coefficients of {@code expf} in Stephen L. Moshier's Cephes library. Below −87 the result stays that of −87,
 * 1.6e-38, so that it is never a slow subnormal number.
 */
final class Exponential {
    /** 1.5·2²³: adding it rounds to an integer, which then lies in the lowest bits. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = -2.1219444e-4f;
    private static final float LEAST = -87;
    private static final int MANTISSA_BITS = 23;

    private Exponential() {}

    static FloatVector of(FloatVector exponent) {
        FloatVector x = exponent.blend(LEAST, exponent.compare(VectorOperators.LT, LEAST));
        FloatVector rounded = x.fma(all(LOG2_E), all(ROUNDER));
        FloatVector n = rounded.sub(ROUNDER);
        FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
        FloatVector p = all(1.9875691e-4f)
                .fma(r, all(0.0013981999f))
                .fma(r, all(0.008333452f))
                .fma(r, all(0.041665796f))
                .fma(r, all(0.16666666f))
                .fma(r, all(0.5f))
                .fma(r.mul(r), r)
                .add(1);
        return p.reinterpretAsInts()
                .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS))
                .reinterpretAsFloats();
    }
}
