package io.trainyard.engine.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final int DRAWS = 100_000;

    @Test
    void equalKeysGiveEqualNumbers() {
        assertThat(new RandomStream(5, Purpose.SHUFFLING, 2, 3).permutation(100))
                .isEqualTo(new RandomStream(5, Purpose.SHUFFLING, 2, 3).permutation(100));
    }

    @Test
    void everyPartOfTheKeyCounts() {
        assertThat(IntStream.of(
                                new RandomStream(5, Purpose.SHUFFLING, 2, 3).nextInt(),
                                new RandomStream(6, Purpose.SHUFFLING, 2, 3).nextInt(),
                                new RandomStream(5L | 1L << 40, Purpose.SHUFFLING, 2, 3).nextInt(),
                                new RandomStream(5, Purpose.DROPOUT, 2, 3).nextInt(),
                                new RandomStream(5, Purpose.SHUFFLING, 3, 3).nextInt(),
                                new RandomStream(5, Purpose.SHUFFLING, 2, 4).nextInt())
                        .boxed())
                .doesNotHaveDuplicates();
    }

    @Test
    void permutationHoldsEveryNumberOnce() {
        int[] order = new RandomStream(1, Purpose.SHUFFLING, 1, 0).permutation(1000);

        assertThat(IntStream.of(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void boundedNumbersAreEven() {
        RandomStream random = new RandomStream(1, Purpose.DROPOUT, 0, 0);
        int[] counts = new int[7];

        for (int i = 0; i < DRAWS; i++) counts[random.nextInt(7)]++;

        for (int count : counts) assertThat((double) count / DRAWS).isCloseTo(1.0 / 7, within(.005));
    }

    @Test
    void gaussiansHaveMeanZeroAndVarianceOne() {
        RandomStream random = new RandomStream(1, Purpose.INITIALIZATION, 0, 0);
        double[] values =
                DoubleStream.generate(random::nextGaussian).limit(DRAWS).toArray();

        double mean = DoubleStream.of(values).average().orElseThrow();
        double variance =
                DoubleStream.of(values).map(value -> value * value).average().orElseThrow();

        assertThat(mean).isCloseTo(0, within(.02));
        assertThat(variance).isCloseTo(1, within(.02));
    }

    @Test
    void skippedWordsAreLeftOut() {
        for (int drawn = 0; drawn < 6; drawn++)
            for (int skipped = 0; skipped < 11; skipped++) {
                RandomStream all = new RandomStream(5, Purpose.DROPOUT, 2, 7);
                RandomStream some = new RandomStream(5, Purpose.DROPOUT, 2, 7);
                for (int i = 0; i < drawn + skipped; i++) all.nextInt();
                for (int i = 0; i < drawn; i++) some.nextInt();

                some.skip(skipped);

                assertThat(some.nextInt())
                        .as("%d drawn, %d skipped", drawn, skipped)
                        .isEqualTo(all.nextInt());
            }
    }
}
