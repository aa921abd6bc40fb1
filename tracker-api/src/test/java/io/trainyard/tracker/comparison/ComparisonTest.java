package io.trainyard.tracker.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.tracker.comparison.Difference.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private final List<Trial> trials = new ArrayList<>();

    private void run(long seed, double value, Map<String, String> settings) {
        trials.add(new Trial("run-" + trials.size(), "run", seed, settings, value));
    }

    private Comparison comparison() {
        return Comparison.of(trials, false, List.of(), Optional.empty());
    }

    private void twoOptimizers(int seeds) {
        // What a seed does to both is ten times what the optimizer does.
        for (int seed = 0; seed < seeds; seed++) {
            run(seed, 0.90 + 0.01 * seed, Map.of("optimizer", "sgd", "optimizer.momentum", "0.9"));
            run(seed, 0.901 + 0.01 * seed + 0.0001 * (seed % 3), Map.of("optimizer", "adam"));
        }
    }

    @Test
    void runsOfOneRecipeDifferInTheirSeedOnly() {
        twoOptimizers(3);
        Comparison comparison = comparison();
        assertThat(comparison.factors()).containsExactly(new Factor(List.of("optimizer", "optimizer.momentum")));
        assertThat(comparison.recipes())
                .hasSize(2)
                .allSatisfy(recipe -> assertThat(recipe.trials()).hasSize(3));
        // The optimizer tells them apart; its parts need not be named.
        assertThat(comparison.recipes().getFirst().levels()).containsExactly(Map.entry("optimizer", "adam"));
        assertThat(comparison.recipes().getLast().levels()).containsExactly(Map.entry("optimizer", "sgd"));
        assertThat(comparison.seedDeviation()).isCloseTo(0.01, within(1e-3));
    }

    @Test
    void whatASeedDoesToBothIsNoPartOfTheDifference() {
        twoOptimizers(6);
        Difference sgd = comparison().differences().getFirst();
        assertThat(sgd.method()).isEqualTo(Method.SIGN_FLIP);
        assertThat(sgd.pairs()).isEqualTo(6);
        assertThat(sgd.p()).isEqualTo(1 / 32.0);
        assertThat(sgd.verdict()).isEqualTo(Verdict.WORSE);
        assertThat(sgd.mean()).isCloseTo(-0.0011, within(1e-6));
        assertThat(sgd.interval().contains(-0.0011)).isTrue();
        assertThat(sgd.probablyBetter()).isLessThan(0.001);
        // Of single runs that know nothing of each other hardly any tell.
        assertThat(sgd.oftenBetter()).isBetween(0.3, 0.5);
    }

    @Test
    void fiveSeedsAreTooFewWhateverTheyShow() {
        twoOptimizers(5);
        Difference sgd = comparison().differences().getFirst();
        assertThat(sgd.verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(sgd.leastP()).isEqualTo(0.0625);
        assertThat(sgd.runsNeeded()).hasValue(6);
    }

    @Test
    void severalRecipesCostMoreRuns() {
        twoOptimizers(6);
        for (int seed = 0; seed < 6; seed++) run(seed, 0.5 + 0.001 * seed, Map.of("optimizer", "rmsprop"));
        assertThat(comparison().differences()).extracting(Difference::verdict).containsOnly(Verdict.TOO_FEW);
        assertThat(comparison().differences()).extracting(Difference::adjustedP).containsOnly(2 / 32.0);
    }

    @Test
    void theSeedsThatWouldMakePairsAreNamed() {
        twoOptimizers(3);
        run(7, 0.95, Map.of("optimizer", "adam"));
        run(9, 0.91, Map.of("optimizer", "sgd", "optimizer.momentum", "0.9"));
        Comparison comparison = comparison();
        Difference.Missing missing = comparison.differences().getFirst().missing();
        assertThat(comparison.recipes().getFirst().levels()).containsEntry("optimizer", "adam");
        assertThat(missing.ofReference()).containsExactly(9L);
        assertThat(missing.ofOther()).containsExactly(7L);
        assertThat(comparison.differences().getFirst().pairs()).isEqualTo(3);
    }

    @Test
    void runsOfOtherSeedsAreComparedByTheirRanks() {
        LongStream.range(0, 4).forEach(seed -> run(seed, 0.1 * seed, Map.of("loss", "a")));
        LongStream.range(10, 14).forEach(seed -> run(seed, 10 + 0.1 * seed, Map.of("loss", "b")));
        Difference difference = comparison().differences().getFirst();
        assertThat(difference.method()).isEqualTo(Method.MANN_WHITNEY);
        assertThat(difference.pairs()).isZero();
        assertThat(difference.p()).isCloseTo(2 / 70.0, within(1e-9));
        assertThat(difference.leastP()).isCloseTo(2 / 70.0, within(1e-12));
        assertThat(difference.verdict()).isEqualTo(Verdict.WORSE);
        assertThat(difference.oftenBetter()).isZero();
    }

    @Test
    void singleRunsProveNothing() {
        run(0, 0.9, Map.of("loss", "a"));
        run(0, 0.1, Map.of("loss", "b"));
        Difference difference = comparison().differences().getFirst();
        assertThat(difference.verdict()).isEqualTo(Verdict.TOO_FEW);
        assertThat(difference.probablyBetter()).isNaN();
        assertThat(difference.runsNeeded()).isEmpty();
        assertThat(comparison().seedDeviation()).isNaN();
    }

    @Test
    void theReferenceIsTheRecipeOfARun() {
        twoOptimizers(6);
        Comparison comparison = Comparison.of(trials, false, List.of(), Optional.of("run-0"));
        assertThat(comparison.reference()).isEqualTo(1);
        assertThat(comparison.differences()).extracting(Difference::verdict).containsExactly(Verdict.BETTER);
    }

    @Test
    void lessErrorIsBetter() {
        twoOptimizers(6);
        Comparison comparison = Comparison.of(trials, true, List.of(), Optional.of("run-0"));
        assertThat(comparison.reference()).isZero();
        Difference adam = comparison.differences().getFirst();
        assertThat(adam.verdict()).isEqualTo(Verdict.WORSE);
        assertThat(adam.probablyBetter()).isLessThan(0.001);
        assertThat(adam.oftenBetter()).isLessThan(0.5);
    }

    /** Two settings that change together cannot be told apart; one that is changed between them can. */
    @Test
    void onlyWhatChangesAloneHasAnEffect() {
        for (int seed = 0; seed < 6; seed++) {
            run(seed, 0.5 + 0.01 * seed, Map.of("batchSize", "32", "schedule", "constant"));
            run(seed, 0.7 + 0.01 * seed, Map.of("batchSize", "64", "schedule", "cosine"));
        }
        assertThat(comparison().effects()).singleElement().satisfies(effect -> {
            assertThat(effect.factor().telling()).containsExactly("batchSize", "schedule");
            assertThat(effect.blocks()).isEqualTo(6);
        });
        for (int seed = 0; seed < 6; seed++)
            run(seed, 0.69 + 0.01 * seed, Map.of("batchSize", "32", "schedule", "cosine"));
        List<Effect> effects = comparison().effects();
        assertThat(effects).extracting(effect -> effect.factor().name()).containsExactly("schedule", "batchSize");
        assertThat(effects.getFirst().change().orElseThrow().mean()).isCloseTo(0.19, within(1e-9));
        assertThat(effects.getLast().change().orElseThrow().mean()).isCloseTo(0.01, within(1e-9));
        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.blocks()).isEqualTo(6);
            assertThat(effect.p()).isEqualTo(1 / 32.0);
            assertThat(effect.adjustedP()).isEqualTo(2 / 32.0);
        });
    }

    @Test
    void aSettingThatNeverChangesAloneHasNone() {
        run(0, 0.1, Map.of("a", "1", "b", "1"));
        run(0, 0.2, Map.of("a", "2", "b", "2"));
        run(1, 0.2, Map.of("a", "2", "b", "3"));
        Effect a = comparison().effects().stream()
                .filter(effect -> effect.factor().name().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(a.blocks()).isZero();
        assertThat(a.change()).isEmpty();
        assertThat(a.p()).isNaN();
    }

    @Test
    void recipesBySomeSettingsArePairedOverTheOthers() {
        for (String batch : List.of("32", "64", "128"))
            for (int seed = 0; seed < 2; seed++) {
                double value = 0.1 * seed + Integer.parseInt(batch) / 1000.0;
                run(seed, value, Map.of("batchSize", batch, "loss", "a"));
                run(seed, value + 0.05, Map.of("batchSize", batch, "loss", "b"));
            }
        Comparison comparison = Comparison.of(trials, false, List.of("loss"), Optional.empty());
        assertThat(comparison.recipes()).hasSize(2);
        assertThat(comparison.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.pairs()).isEqualTo(6);
            assertThat(difference.mean()).isCloseTo(-0.05, within(1e-9));
            assertThat(difference.verdict()).isEqualTo(Verdict.WORSE);
        });
    }

    @Test
    void aRunThatWasRepeatedCountsOnce() {
        twoOptimizers(5);
        for (int i = 0; i < 10; i++) run(0, 0.9, Map.of("optimizer", "sgd", "optimizer.momentum", "0.9"));
        assertThat(comparison().differences().getFirst().pairs()).isEqualTo(5);
    }

    /** Equal seeds give equal bits: three runs of one seed are no more than one. */
    @Test
    void whatIsRepeatedProvesNoMoreWithoutPairsEither() {
        for (int i = 0; i < 4; i++) run(1, 0.1, Map.of("loss", "a"));
        LongStream.range(10, 14).forEach(seed -> run(seed, 10 + 0.1 * seed, Map.of("loss", "b")));
        Difference difference = comparison().differences().getFirst();
        assertThat(difference.method()).isEqualTo(Method.MANN_WHITNEY);
        assertThat(difference.leastP()).isCloseTo(2 / 5.0, within(1e-12));
        assertThat(difference.verdict()).isEqualTo(Verdict.TOO_FEW);
    }

    /** Two pairs of eight runs would leave out more than they tell. */
    @Test
    void fewSharedSeedsAreNoPairing() {
        LongStream.range(0, 5).forEach(seed -> run(seed, 0.1 * seed, Map.of("loss", "a")));
        LongStream.range(3, 8).forEach(seed -> run(seed, 5 + 0.1 * seed, Map.of("loss", "b")));
        Difference difference = comparison().differences().getFirst();
        assertThat(difference.method()).isEqualTo(Method.MANN_WHITNEY);
        assertThat(difference.missing().ofOther()).containsExactly(5L, 6L, 7L);
        assertThat(difference.missing().ofReference()).containsExactly(0L, 1L, 2L);
    }

    /** Hours of sleep by two drugs, as if by different patients: t.test of R without pairs. */
    @Test
    void theIntervalOfUnpairedRunsIsWelchs() {
        double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
        double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
        for (int i = 0; i < 10; i++) {
            run(i, first[i], Map.of("drug", "1"));
            run(100 + i, second[i], Map.of("drug", "2"));
        }
        Difference worse = comparison().differences().getFirst();
        assertThat(worse.interval().low()).isCloseTo(-3.3654832, within(1e-6));
        assertThat(worse.interval().high()).isCloseTo(0.2054832, within(1e-6));
        assertThat(worse.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void runsWithoutAnyDeviationHaveAnIntervalOfNoWidth() {
        LongStream.range(0, 4).forEach(seed -> run(seed, 1, Map.of("loss", "a")));
        LongStream.range(10, 14).forEach(seed -> run(seed, 2, Map.of("loss", "b")));
        Difference difference = comparison().differences().getFirst();
        assertThat(difference.interval().low()).isEqualTo(-1);
        assertThat(difference.interval().high()).isEqualTo(-1);
    }

    /** As where a metric is the same for all runs: no part of the answer may be what JSON has no number for. */
    @Test
    void whereAllAreEqualNothingTellsThemApart() {
        LongStream.range(0, 4).forEach(seed -> run(seed, 0.5, Map.of("loss", "a")));
        LongStream.range(10, 14).forEach(seed -> run(seed, 0.5, Map.of("loss", "b")));
        Difference ranks = comparison().differences().getFirst();
        assertThat(ranks.method()).isEqualTo(Method.MANN_WHITNEY);
        assertThat(List.of(ranks.p(), ranks.adjustedP())).containsOnly(1.0);
        assertThat(List.of(ranks.mean(), ranks.leastP(), ranks.oftenBetter())).allMatch(Double::isFinite);
        trials.clear();
        LongStream.range(0, 6).forEach(seed -> run(seed, 0.5, Map.of("loss", "a")));
        LongStream.range(0, 6).forEach(seed -> run(seed, 0.5, Map.of("loss", "b")));
        Difference pairs = comparison().differences().getFirst();
        assertThat(pairs.method()).isEqualTo(Method.SIGN_FLIP);
        assertThat(List.of(pairs.p(), pairs.adjustedP())).containsOnly(1.0);
        assertThat(comparison().effects())
                .isNotEmpty()
                .allSatisfy(effect -> assertThat(effect.share()).isZero())
                .allSatisfy(effect -> assertThat(effect.p()).isEqualTo(1));
    }

    @Test
    void onePairIsNoPairing() {
        LongStream.range(0, 3).forEach(seed -> run(seed, 0.1 * seed, Map.of("loss", "a")));
        run(0, 5, Map.of("loss", "b"));
        Difference difference = comparison().differences().getFirst();
        assertThat(difference.method()).isEqualTo(Method.MANN_WHITNEY);
        assertThat(difference.pairs()).isZero();
    }

    @Test
    void equalRunsNeedNoFurtherOnes() {
        for (int seed = 0; seed < 3; seed++) {
            run(seed, 0.9, Map.of("loss", "a"));
            run(seed, 0.9, Map.of("loss", "b"));
        }
        Difference difference = comparison().differences().getFirst();
        assertThat(difference.mean()).isZero();
        assertThat(difference.runsNeeded()).isEmpty();
        assertThat(difference.verdict()).isEqualTo(Verdict.TOO_FEW);
    }

    /** The worse setting had the luck to be tried with the better networks: over all runs it looks better, in each block it is worse. */
    @Test
    void anEffectIsWhatHappensWithinTheBlocks() {
        for (int seed = 0; seed < 6; seed++) {
            run(seed, 0.80, Map.of("rate", "high", "network", "good"));
            run(seed, 0.90, Map.of("rate", "low", "network", "good"));
            run(seed, 0.20, Map.of("rate", "high", "network", "bad"));
            run(seed, 0.30, Map.of("rate", "low", "network", "bad"));
        }
        for (int seed = 10; seed < 40; seed++) run(seed, 0.80, Map.of("rate", "high", "network", "good"));
        Effect rate = comparison().effects().stream()
                .filter(effect -> effect.factor().name().equals("rate"))
                .findFirst()
                .orElseThrow();
        assertThat(rate.levels().getFirst().values()).containsExactly("high");
        assertThat(rate.blocks()).isEqualTo(12);
        assertThat(rate.change().orElseThrow().mean()).isCloseTo(-0.10, within(1e-9));
    }

    @Test
    void oneRecipeHasNothingToBeComparedWith() {
        for (int seed = 0; seed < 3; seed++) run(seed, 0.9, new HashMap<>());
        Comparison comparison = comparison();
        assertThat(comparison.recipes()).hasSize(1);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.effects()).isEmpty();
    }
}
