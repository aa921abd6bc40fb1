package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state of a network in parts, of which each device has its own layout. */
class StateTest {
    private static final Program PROGRAM = Programs.with(
            Programs.with(
                    Programs.classifier(
                            new Shape(3, 8, 8),
                            4,
                            new Convolution(20, 3, 1, 0),
                            new Relu(),
                            new Flatten(),
                            new Dense(9),
                            new Relu(),
                            new Dense(3)),
                    new OptimizerSpec.Adam(.002, .9, .999, 1e-8, .01, true)),
            new UpdateSpec(0, .9));
    private static final List<Tensor> TENSORS =
            ParameterLayout.of(PROGRAM.network()).trained();
    private static final int PARAMETERS = TENSORS.getLast().end();

    static List<ComputeDevice> devices() {
        return List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    @ParameterizedTest
    @MethodSource("devices")
    void tensorsOneByOneAreTheWholeState(ComputeDevice device) {
        try (TrainableNetwork network = device.compile(PROGRAM)) {
            for (State state : List.of(State.PARAMETERS, State.OPTIMIZER, State.AVERAGED_PARAMETERS)) {
                float[] values = counted(network.length(state));
                for (int slot = 0; slot < values.length; slot += PARAMETERS)
                    for (Tensor tensor : TENSORS) write(network, state, slot + tensor.offset(), tensor, values);

                assertThat(network.read(state)).as(state.name()).isEqualTo(values);
                for (Tensor tensor : TENSORS)
                    assertThat(network.read(state, tensor))
                            .as(state + " " + tensor.name())
                            .isEqualTo(Arrays.copyOfRange(values, tensor.offset(), tensor.end()));
            }
            assertThat(network.length(State.OPTIMIZER)).isEqualTo(2 * PARAMETERS);
        }
    }

    /** Through memory outside the heap; the tests of whole states go through arrays. */
    private static void write(TrainableNetwork network, State state, int from, Tensor tensor, float[] values) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment floats =
                    arena.allocate(ValueLayout.JAVA_FLOAT, tensor.spec().size());
            MemorySegment.copy(
                    values,
                    from,
                    floats,
                    ValueLayout.JAVA_FLOAT,
                    0,
                    tensor.spec().size());
            network.write(state, from, floats);
            MemorySegment back = arena.allocate(floats.byteSize());
            network.read(state, from, back);
            assertThat(back.mismatch(floats)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void averageOfATensorStartsWithTheTensor(ComputeDevice device) {
        Tensor second = TENSORS.get(2);
        try (TrainableNetwork network = device.compile(PROGRAM)) {
            float[] values = counted(PARAMETERS);

            write(network, State.PARAMETERS, second.offset(), second, values);

            float[] expected = new float[PARAMETERS];
            System.arraycopy(
                    values,
                    second.offset(),
                    expected,
                    second.offset(),
                    second.spec().size());
            assertThat(network.read(State.AVERAGED_PARAMETERS)).isEqualTo(expected);
        }
    }

    @Test
    void partOfATensorIsRefusedWhereItsLayoutIsAnother() {
        try (TrainableNetwork network = new OneDnnDevice().compile(PROGRAM)) {
            assertThatThrownBy(() -> network.write(State.PARAMETERS, 0, MemorySegment.ofArray(new float[2])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0.weight");
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void numbersBehindTheEndAreRefused(ComputeDevice device) {
        Tensor last = TENSORS.getLast();
        float[] longer = new float[last.spec().size() + 1];
        try (TrainableNetwork network = device.compile(PROGRAM)) {
            assertThatThrownBy(() -> network.read(State.PARAMETERS, last.offset(), MemorySegment.ofArray(longer)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static float[] counted(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = i + 1;
        return values;
    }
}
