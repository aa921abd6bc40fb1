package io.trainyard.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorDeviceTest {
    private static final Shape IMAGE = new Shape(2, 8, 8);
    private static final LayerSpec FLATTEN = new Flatten();
    private static final LayerSpec SCORES = new LayerSpec.Dense(3);

    private final VectorDevice device = new VectorDevice();

    @Test
    void objectsToWhatItsKernelsCannotDo() {
        assertThat(objection(FLATTEN, SCORES, new Tanh())).isEqualTo("knows no tanh layers");
        assertThat(objection(new LayerSpec.Convolution(2, 3, 2, 0), FLATTEN, SCORES))
                .contains("stride 1");
        assertThat(objection(new LayerSpec.Convolution(2, 3, 1, 1), FLATTEN, SCORES))
                .contains("padding");
        assertThat(objection(new MaxPooling(2, 2), FLATTEN, SCORES)).contains("only behind a convolution");
        assertThat(objection(convolution(), new MaxPooling(3, 2), FLATTEN, SCORES))
                .contains("2 × 2");
        assertThat(objection(new Relu(), FLATTEN, SCORES)).contains("ReLU only behind");
        assertThat(objection(new LayerSpec.Dropout(.5), convolution(), FLATTEN, SCORES))
                .contains("dropout before");
        assertThat(objection(
                        FLATTEN,
                        new Add(List.of(List.of(new LayerSpec.Dense(4)), List.of(new LayerSpec.Dense(4)))),
                        SCORES))
                .contains("branches");
    }

    @Test
    void objectsToOtherLosses() {
        Program program = Programs.classifier(IMAGE, 2, FLATTEN, SCORES);

        assertThat(device.objection(
                        Programs.with(program, program.targets(), new LossSpec(LossSpec.Type.MEAN_SQUARED_ERROR, 0))))
                .contains("knows no loss but cross-entropy");
    }

    @Test
    void refusesToCompileWhatItObjectsTo() {
        Program program = Programs.classifier(IMAGE, 2, FLATTEN, SCORES, new Tanh());

        assertThatThrownBy(() -> device.compile(program))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("knows no tanh layers");
    }

    private static LayerSpec convolution() {
        return new LayerSpec.Convolution(2, 3, 1, 0);
    }

    private String objection(LayerSpec... layers) {
        return device.objection(Programs.classifier(IMAGE, 2, layers)).orElse("none");
    }
}
