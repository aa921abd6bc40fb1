package io.trainyard.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorDeviceTest {
    private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(.001, .9, .999, 1e-8, 0, false);

    static Stream<Program> programs() {
        Program small = Programs.classifier(
                new Shape(3, 30, 30),
                64,
                new Convolution(20, 5, 1, 0),
                new Relu(),
                new MaxPooling(2, 2),
                new Convolution(50, 3, 1, 0),
                new Relu(),
                new Flatten(),
                new Dropout(.5),
                new Dense(300),
                new Relu(),
                new Dense(3));
        Program wide = Programs.classifier(Shape.vector(2000), 32, new Dense(1500), new Relu(), new Dense(3));
        return Stream.of(small, wide)
                .flatMap(program -> Stream.of(
                        program,
                        program.withThreads(2),
                        Programs.with(Programs.with(program, ADAM), new UpdateSpec(0, .9)),
                        Programs.evaluating(program, 700)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatItTakesOfTheHeapIsForeseen(Program program) {
        long before = usedOfHeap();
        TrainableNetwork network = new VectorDevice().compile(program);
        long taken = usedOfHeap() - before;
        network.close();

        long foreseen = new VectorDevice().bytesOnHeap(program);
        assertThat(taken).isBetween(foreseen / 3, foreseen);
    }

    private static long usedOfHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

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
