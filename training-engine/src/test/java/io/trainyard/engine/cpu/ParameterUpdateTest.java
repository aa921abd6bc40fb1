package io.trainyard.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected values are those of PyTorch 2.13 for the same three gradients. */
class ParameterUpdateTest {
    private static final float[] START = {1, -2, .5f, 3};
    private static final float[][] GRADIENTS = {{.5f, -.25f, 2, 0}, {-1, .125f, .5f, .25f}, {.75f, 1, -.5f, -2}};
    private static final OptimizerSpec SGD = new OptimizerSpec.Sgd(.1, 0, 0);

    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of(new OptimizerSpec.Sgd(.1, 0, .01), new float[] {.972003f, -2.08154f, .298951f, 3.16603f}),
                Arguments.of(
                        new OptimizerSpec.Sgd(.1, .9, .01), new float[] {.973985f, -2.04487f, -.0889928f, 3.13571f}),
                Arguments.of(
                        new OptimizerSpec.Sgd(.1, .9, true, .01),
                        new float[] {.948668f, -2.12204f, -.230079f, 3.28823f}),
                Arguments.of(
                        new OptimizerSpec.Adam(.1, .9, .999, 1e-8, .01, false),
                        new float[] {.922229f, -1.91841f, .26933f, 2.87326f}),
                Arguments.of(
                        new OptimizerSpec.Adam(.1, .9, .999, 1e-8, .01, true),
                        new float[] {.921672f, -1.92359f, .268402f, 2.97293f}),
                Arguments.of(
                        new OptimizerSpec.RmsProp(.1, .9, 0, 1e-8, .01),
                        new float[] {.78247f, -2.11219f, .184781f, 2.68265f}),
                Arguments.of(
                        new OptimizerSpec.RmsProp(.1, .9, .5, 1e-8, .01),
                        new float[] {.687696f, -1.93656f, -.0924839f, 2.2882f}));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void threeStepsAreThoseOfPyTorch(OptimizerSpec optimizer, float[] expected) {
        assertThat(parameters(steps(optimizer, UpdateSpec.PLAIN, START.length)))
                .containsExactly(expected, within(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyBlockOfALargeNetworkIsUpdated(OptimizerSpec optimizer, float[] expected) {
        float[] parameters = parameters(steps(optimizer, UpdateSpec.PLAIN, 3 * Block.LENGTH + 5));

        for (int i = 0; i < parameters.length; i++)
            assertThat(parameters[i]).isCloseTo(expected[i % START.length], within(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stretchesTogetherUpdateTheWhole(OptimizerSpec optimizer, float[] expected) {
        int length = (1 << 18) + 5;
        ParameterUpdate.Memory memory = memory(optimizer, UpdateSpec.PLAIN, length);
        List<ParameterUpdate> stretches = ParameterUpdate.stretches(program(optimizer, UpdateSpec.PLAIN), memory);

        run(memory, stretches.reversed());

        assertThat(stretches).hasSizeGreaterThan(1);
        float[] parameters = parameters(memory);
        for (int i = 0; i < parameters.length; i++)
            assertThat(parameters[i]).isCloseTo(expected[i % START.length], within(1e-5f));
    }

    @Test
    void clippedUpdateIsOneStretch() {
        UpdateSpec clipped = new UpdateSpec(1, 0);

        assertThat(ParameterUpdate.stretches(program(SGD, clipped), memory(SGD, clipped, 1 << 20)))
                .hasSize(1);
    }

    @Test
    void longGradientIsScaledToTheLimit() {
        UpdateSpec clipped = new UpdateSpec(1, 0);

        assertThat(parameters(steps(SGD, clipped, START.length)))
                .containsExactly(new float[] {1.03159f, -2.04029f, .381044f, 3.06126f}, within(1e-5f));
    }

    @Test
    void averageFollowsTheParameters() {
        UpdateSpec averaged = new UpdateSpec(0, .75);

        assertThat(floats(steps(SGD, averaged, START.length).averaged()))
                .containsExactly(new float[] {.975f, -2.00547f, .290625f, 3.03906f}, within(1e-5f));
    }

    @Test
    void normIsThatOfTheWholeGradient() {
        MemorySegment gradient = memory(Block.LENGTH + 2);
        for (int i = 0; i < Block.LENGTH + 2; i++) gradient.setAtIndex(ValueLayout.JAVA_FLOAT, i, 2);

        assertThat(new GradientNorm(gradient).measure()).isCloseTo(2 * Math.sqrt(Block.LENGTH + 2), within(1e-9));
    }

    private static ParameterUpdate.Memory steps(OptimizerSpec optimizer, UpdateSpec update, int length) {
        ParameterUpdate.Memory memory = memory(optimizer, update, length);
        run(memory, List.of(new ParameterUpdate(program(optimizer, update), memory)));
        return memory;
    }

    private static ParameterUpdate.Memory memory(OptimizerSpec optimizer, UpdateSpec update, int length) {
        return new ParameterUpdate.Memory(
                memory(length),
                memory(length),
                memory(State.OPTIMIZER.arrays(optimizer, UpdateSpec.PLAIN) * length),
                memory(update.averages() ? length : 0));
    }

    private static Program program(OptimizerSpec optimizer, UpdateSpec update) {
        return Programs.with(Programs.with(Programs.classifier(Shape.vector(2), 1, new Dense(3)), optimizer), update);
    }

    private static void run(ParameterUpdate.Memory memory, List<ParameterUpdate> updates) {
        fill(memory.parameters(), START);
        for (int step = 0; step < GRADIENTS.length; step++) {
            fill(memory.gradient(), GRADIENTS[step]);
            for (ParameterUpdate update : updates) update.step(new StepSettings(.1, 1, 1, step, step));
        }
    }

    /** Repeats the values to the end. */
    private static void fill(MemorySegment memory, float[] values) {
        for (int i = 0; i < memory.byteSize() / Float.BYTES; i++)
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, values[i % values.length]);
    }

    private static float[] parameters(ParameterUpdate.Memory memory) {
        return floats(memory.parameters());
    }

    private static float[] floats(MemorySegment memory) {
        return memory.toArray(ValueLayout.JAVA_FLOAT);
    }

    private static MemorySegment memory(int length) {
        return Arena.ofAuto().allocate((long) length * Float.BYTES, Float.BYTES);
    }
}
