package io.trainyard.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MinimalFilterTest {
    private static final int LINES = 2;
    private static final double TOLERANCE = 1e-4;

    private final SplittableRandom random = new SplittableRandom(7);

    static Stream<MinimalFilter> filters() {
        return Stream.of(new MinimalFilterOfTwo(), new MinimalFilterOfFour());
    }

    @FunctionalInterface
    private interface Transform {
        void run(long from, long step, long line, long to, long toStep, long toLine, int lines);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void productsOfTransformsAreTheFiltersOutputs(MinimalFilter filter) {
        float[][] inputs = numbers(filter.products());
        float[][] weights = numbers(MinimalFilter.TAPS);

        float[][] products = product(
                run(filter::input, inputs, filter.products()), run(filter::weights, weights, filter.products()));

        assertAre(run(filter::output, products, filter.outputs()), filtered(inputs, weights, filter.outputs()));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void outputsGradientIsTheTransposeOfTheirTransform(MinimalFilter filter) {
        float[][] products = numbers(filter.products());
        float[][] gradient = numbers(filter.outputs());

        assertThat(sum(product(run(filter::outputGradient, gradient, filter.products()), products)))
                .isCloseTo(sum(product(gradient, run(filter::output, products, filter.outputs()))), within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void weightsGradientIsTheTransposeOfTheirTransform(MinimalFilter filter) {
        float[][] weights = numbers(MinimalFilter.TAPS);
        float[][] gradient = numbers(filter.products());

        assertThat(sum(product(run(filter::weightGradient, gradient, MinimalFilter.TAPS), weights)))
                .isCloseTo(sum(product(gradient, run(filter::weights, weights, filter.products()))), within(TOLERANCE));
    }

    /** For each lane of each line so many. */
    private float[][] numbers(int count) {
        float[][] numbers = new float[LINES * Lane.NUMBERS][count];
        for (float[] lane : numbers) for (int i = 0; i < count; i++) lane[i] = (float) random.nextDouble(-1, 1);
        return numbers;
    }

    private static float[][] run(Transform transform, float[][] numbers, int results) {
        int count = numbers[0].length;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(Lane.BYTES * LINES * count, Lane.BYTES);
            MemorySegment to = arena.allocate(Lane.BYTES * LINES * results, Lane.BYTES);
            for (int lane = 0; lane < numbers.length; lane++)
                for (int i = 0; i < count; i++)
                    from.setAtIndex(ValueLayout.JAVA_FLOAT, place(lane, i, count), numbers[lane][i]);
            transform.run(
                    from.address(),
                    Lane.BYTES,
                    count * Lane.BYTES,
                    to.address(),
                    Lane.BYTES,
                    results * Lane.BYTES,
                    LINES);
            float[][] made = new float[numbers.length][results];
            for (int lane = 0; lane < numbers.length; lane++)
                for (int i = 0; i < results; i++)
                    made[lane][i] = to.getAtIndex(ValueLayout.JAVA_FLOAT, place(lane, i, results));
            return made;
        }
    }

    private static int place(int lane, int index, int count) {
        int line = lane / Lane.NUMBERS;
        return (line * count + index) * Lane.NUMBERS + lane % Lane.NUMBERS;
    }

    private static float[][] product(float[][] one, float[][] other) {
        float[][] product = new float[one.length][one[0].length];
        for (int lane = 0; lane < one.length; lane++)
            for (int i = 0; i < one[lane].length; i++) product[lane][i] = one[lane][i] * other[lane][i];
        return product;
    }

    private static float[][] filtered(float[][] inputs, float[][] weights, int outputs) {
        float[][] filtered = new float[inputs.length][outputs];
        for (int lane = 0; lane < inputs.length; lane++)
            for (int i = 0; i < outputs; i++)
                for (int tap = 0; tap < MinimalFilter.TAPS; tap++)
                    filtered[lane][i] += inputs[lane][i + tap] * weights[lane][tap];
        return filtered;
    }

    private static double sum(float[][] numbers) {
        return Stream.of(numbers)
                .flatMapToDouble(lane -> IntStream.range(0, lane.length).mapToDouble(i -> lane[i]))
                .sum();
    }

    private static void assertAre(float[][] actual, float[][] expected) {
        for (int lane = 0; lane < expected.length; lane++)
            for (int i = 0; i < expected[lane].length; i++)
                assertThat((double) actual[lane][i]).isCloseTo(expected[lane][i], within(TOLERANCE));
    }
}
