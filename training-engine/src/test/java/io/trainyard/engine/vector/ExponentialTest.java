package io.trainyard.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExponentialTest {
    private final float[] x = new float[Lanes.COUNT];
    private final float[] y = new float[Lanes.COUNT];

    @Test
    void relativeErrorIsWithinTwoUnitsInTheLastPlace() {
        for (float first = 0; first > -87; first -= .37f) {
            for (int i = 0; i < x.length; i++) x[i] = first - .021f * i;
            exponentials();
            for (int i = 0; i < x.length && x[i] >= -87; i++)
                assertThat(y[i] / Math.exp(x[i])).as("e^%s", x[i]).isCloseTo(1, within(1.2e-7));
        }
    }

    @Test
    void zeroGivesOneAndFarBelowZeroAlmostNothing() {
        x[0] = 0;
        x[1] = Float.NEGATIVE_INFINITY;
        x[2] = -1000;
        x[3] = Float.NaN;

        exponentials();

        assertThat(y[0]).isEqualTo(1);
        assertThat(y[1]).isBetween(0f, 2e-38f);
        assertThat(y[2]).isBetween(0f, 2e-38f);
        assertThat(y[3]).isNaN();
    }

    private void exponentials() {
        Exponential.of(Lanes.load(x, 0)).intoArray(y, 0);
    }
}
