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

    @Test
    void oneRecipeHasNothingToBeComparedWith() {
        for (int seed = 0; seed < 3; seed++) run(seed, 0.9, new HashMap<>());
        Comparison comparison = comparison();
        assertThat(comparison.recipes()).hasSize(1);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.effects()).isEmpty();
    }
}
