package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.device.Programs;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation ends, whatever it is given, and hides nothing. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class ActivationTest {
    static final double[] FINITE = {0, -0.0, Float.MIN_VALUE, -Float.MIN_VALUE, 9, -9, 3e38, -3e38};

    static List<LayerSpec> activations() {
        return Programs.activations();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void notANumberStaysOne(LayerSpec.Activation spec) {
        assertThat(Activation.of(spec).value(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void finiteValuesStayFinite(LayerSpec.Activation spec) {
        Activation activation = Activation.of(spec);

        for (double x : FINITE) {
            assertThat(activation.value(x)).as("value at " + x).isFinite();
            assertThat(activation.slope(x, activation.value(x)))
                    .as("slope at " + x)
                    .isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void infinityGivesItsLimit(LayerSpec.Activation spec) {
        Activation activation = Activation.of(spec);

        assertThat(activation.value(Double.POSITIVE_INFINITY))
                .satisfies(y -> assertThat((float) (double) y).isEqualTo((float) activation.value(1e300)));
    }
}
