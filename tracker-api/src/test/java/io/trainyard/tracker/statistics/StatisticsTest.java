package io.trainyard.tracker.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what was published of real data, and by simulation. */
final class StatisticsTest {
    /** By how much Darwin's cross-fertilised maize was taller, in eighths of an inch (Fisher 1935, §17). */
    private static final Sample DARWIN = Sample.of(49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48);

    /** Hours of sleep that one drug gave more than another (Student 1908). */
    private static final Sample SLEEP = Sample.of(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4);

    private static final Sample FIRST_DRUG = Sample.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    private static final Sample SECOND_DRUG = Sample.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

    @Test
    void signsFlipAsFisherCountedThem() {
        // 863 of the 32,768 sums are at least as great, and as many at least as small.
        assertThat(SignFlip.p(DARWIN)).isEqualTo(2 * 863 / 32_768.0);
    }

    @Test
    void drawnSignsComeNearToAllOfThem() {
        double[] thrice = new double[45];
        for (int i = 0; i < 45; i++) thrice[i] = DARWIN.value(i % 15) - 12;
        Sample many = Sample.of(thrice);
        // The mean of so many is about normal: of a z-score without its mean taken off.
        double squares = Arrays.stream(thrice).map(v -> v * v).sum();
        double z = Math.abs(many.mean() * 45) / Math.sqrt(squares);
        double normal = 2 * NormalDistribution.of(0, 1).survivalProbability(z);
        assertThat(SignFlip.p(many)).isCloseTo(normal, within(0.01));
    }

    @Test
    void drawnSignsNeverMakeADifferenceCertain() {
        Sample alike = Sample.of(DoubleStream.generate(() -> 1).limit(40).toArray());
        assertThat(SignFlip.p(alike)).isEqualTo(1 / 100_001.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 0.5", "5, 0.0625", "6, 0.03125"})
    void fivePairsProveNothing(int pairs, double leastP) {
        double[] alike = IntStream.rangeClosed(1, pairs).mapToDouble(i -> i).toArray();
        assertThat(SignFlip.p(Sample.of(alike))).isEqualTo(leastP);
        assertThat(SignFlip.leastP(pairs)).isEqualTo(leastP);
    }

    @Test
    void noDifferenceIsNoEvidence() {
        assertThat(SignFlip.p(Sample.of(0, 0, 0, 0, 0, 0, 0))).isEqualTo(1);
        assertThat(Posterior.positive(Sample.of(0, 0, 0))).isEqualTo(0.5);
        assertThat(BlockPermutation.p(List.of(new double[] {1, 1, 1}, new double[] {2, 2, 2})))
                .isEqualTo(1);
    }

    @Test
    void studentsIntervalIsThatOfHisSleepers() {
        assertThat(SLEEP.interval().low()).isCloseTo(0.7001142, within(1e-6));
        assertThat(SLEEP.interval().high()).isCloseTo(2.4598858, within(1e-6));
        assertThat(Posterior.positive(SLEEP)).isCloseTo(1 - 0.00283289 / 2, within(1e-8));
    }

    @Test
    void theSecondDrugIsProbablyTheBetterOneAlsoWithoutPairs() {
        // Between the one-sided p-values of Welch's test (0.9603) and of as many degrees of freedom as the smaller
        // sample has.
        assertThat(Posterior.greater(FIRST_DRUG, SECOND_DRUG)).isBetween(0.95, 0.9603);
        assertThat(Posterior.greater(SECOND_DRUG, FIRST_DRUG))
                .isCloseTo(1 - Posterior.greater(FIRST_DRUG, SECOND_DRUG), within(1e-3));
        assertThat(Posterior.greater(Sample.of(1, 1), Sample.of(2, 2))).isEqualTo(1);
        assertThat(Posterior.greater(Sample.of(1), Sample.of(2, 2))).isNaN();
    }

    @Test
    void theBootstrapFollowsTheSkewness() {
        // scipy.stats.bootstrap of SciPy, BCa, 200,000 resamples.
        assertThat(Bootstrap.ofMean(SLEEP).low()).isCloseTo(1.05, within(0.04));
        assertThat(Bootstrap.ofMean(SLEEP).high()).isCloseTo(2.62, within(0.1));
        assertThat(Bootstrap.ofMean(DARWIN).low()).isCloseTo(-1.67, within(1.0));
        assertThat(Bootstrap.ofMean(DARWIN).high()).isCloseTo(36.33, within(1.0));
        assertThat(Bootstrap.ofMean(Sample.of(3, 3, 3))).isEqualTo(new Interval(3, 3));
    }

    @Test
    void severalQuestionsCostWhatHolmSays() {
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(Holm.adjust(new double[0])).isEmpty();
    }

    @Test
    void tenPairsShowADifferenceOfOneDeviation() {
        // power.t.test(delta = 1, sd = 1, power = 0.8, type = "paired") of R: n = 9.94.
        assertThat(EnoughPairs.needed(1, 1, 1)).hasValue(10);
        assertThat(EnoughPairs.detectable(10, 1, 1)).isCloseTo(1, within(0.01));
        // However clear it is, fewer than six pairs cannot be told from chance by flipping signs; nor than eight, of
        // three questions.
        assertThat(EnoughPairs.needed(100, 1, 1)).hasValue(6);
        assertThat(EnoughPairs.needed(100, 1, 3)).hasValue(7);
        assertThat(EnoughPairs.needed(0.001, 1, 1)).isEmpty();
        assertThat(EnoughPairs.detectable(1, 1, 1)).isInfinite();
    }

    @Test
    void blocksOfTwoLevelsAreFlippedSigns() {
        List<double[]> blocks = Stream.of(49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)
                .map(d -> new double[] {0, d})
                .toList();
        assertThat(BlockPermutation.p(blocks)).isCloseTo(SignFlip.p(DARWIN), within(0.005));
    }

    @Test
    void aLevelThatStandsOutInEveryBlockIsSeen() {
        List<double[]> blocks = IntStream.range(0, 6)
                .mapToObj(i -> new double[] {i, i + 5.0, i + 0.5 * (i % 2)})
                .toList();
        assertThat(BlockPermutation.p(blocks)).isLessThan(0.01);
    }

    /** Of 2,000 comparisons of what does not differ, about one in twenty may say that it does. */
    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20})
    void recipesThatDoNotDifferAreToldApartInOneOfTwentyCases(int pairs) {
        int comparisons = pairs > 16 ? 400 : 2000;
        double share = rejected(comparisons, pairs, SignFlip::p);
        // Of the fewer ones three standard deviations.
        assertThat(share).isBetween(pairs > 16 ? 0.017 : 0.04, pairs > 16 ? 0.083 : 0.06);
    }

    private static double rejected(int comparisons, int pairs, ToDoubleFunction<Sample> p) {
        Random random = new Random(7);
        long rejected = IntStream.range(0, comparisons)
                .filter(i -> p.applyAsDouble(skewed(random, pairs)) < 0.05)
                .count();
        return (double) rejected / comparisons;
    }

    /** Differences of two values of the same, skewed distribution. */
    private static Sample skewed(Random random, int pairs) {
        return Sample.of(IntStream.range(0, pairs)
                .mapToDouble(i -> {
                    double first = random.nextExponential();
                    return random.nextExponential() - first;
                })
                .toArray());
    }

    /** Why the bootstrap waits for ten values: of five it holds the mean too seldom, where Student's interval does as it says. */
    @Test
    void ofFewValuesStudentsIntervalIsTheTruerOne() {
        Random random = new Random(3);
        int[] held = new int[3];
        for (int i = 0; i < 600; i++) {
            Sample five = Sample.of(
                    DoubleStream.generate(random::nextGaussian).limit(5).toArray());
            Sample many = Sample.of(DoubleStream.generate(() -> random.nextExponential() - 1)
                    .limit(30)
                    .toArray());
            if (five.interval().contains(0)) held[0]++;
            if (Bootstrap.ofMean(five).contains(0)) held[1]++;
            if (Bootstrap.ofMean(many).contains(0)) held[2]++;
        }
        assertThat(held[0] / 600.0).isBetween(0.92, 0.98);
        assertThat(held[1] / 600.0).isLessThan(0.9);
        assertThat(held[2] / 600.0).isBetween(0.88, 0.98);
    }

    @Test
    void thereIsNoMeanOfNothing() {
        assertThatThrownBy(() -> Sample.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(Sample.of(1).deviation()).isNaN();
        assertThat(Sample.of(1).interval().contains(1e300)).isTrue();
    }
}
