package io.trainyard.tracker.comparison;

import io.trainyard.tracker.comparison.Difference.Method;
import io.trainyard.tracker.statistics.Bootstrap;
import io.trainyard.tracker.statistics.EnoughPairs;
import io.trainyard.tracker.statistics.Holm;
import io.trainyard.tracker.statistics.Interval;
import io.trainyard.tracker.statistics.Posterior;
import io.trainyard.tracker.statistics.Sample;
import io.trainyard.tracker.statistics.SignFlip;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.combinatorics.BinomialCoefficientDouble;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Compares recipes with one of them. Where their runs pair, by the differences of the pairs: what a seed does to both is then no
 * part of the difference. Else by their ranks.
 */
final class Differences {
    static final double LEVEL = 0.05;

    private final boolean lowerIsBetter;
    private final List<Factor> rest;

    /**
     * Of runs of one question.
     *
     * @param rest what varies between runs and is not compared
     */
    Differences(boolean lowerIsBetter, List<Factor> rest) {
        this.lowerIsBetter = lowerIsBetter;
        this.rest = rest;
    }

    /** What is known of a difference before it is known how many others are asked for. */
    private record Told(
            Method method,
            Pairs pairs,
            Sample differences,
            Interval interval,
            boolean bootstrapped,
            double p,
            double leastP,
            double above,
            double often,
            int effective,
            double deviation) {}

    /** How each of the others differs from the reference. */
    List<Difference> from(Recipe reference, List<Recipe> others) {
        List<Told> told = others.stream().map(other -> tell(reference, other)).toList();
        double[] adjusted = Holm.adjust(told.stream().mapToDouble(Told::p).toArray());
        return IntStream.range(0, told.size())
                .mapToObj(i -> difference(told.get(i), adjusted[i], told.size()))
                .toList();
    }

    private Told tell(Recipe reference, Recipe other) {
        Pairs pairs = new Pairs(reference, other, rest);
        Sample first = reference.sample();
        Sample second = other.sample();
        double often = oftenGreater(first, second);
        return pairs.arePaired() ? paired(pairs, often) : apart(pairs, first, second, often);
    }

    private static Told paired(Pairs pairs, double often) {
        Sample differences = pairs.differences();
        boolean many = differences.size() >= Bootstrap.LEAST;
        return new Told(
                Method.SIGN_FLIP,
                pairs,
                differences,
                many ? Bootstrap.ofMean(differences) : differences.interval(),
                many,
                SignFlip.p(differences),
                SignFlip.leastP(differences.size()),
                Posterior.positive(differences),
                often,
                differences.size(),
                differences.deviation());
    }

    private static Told apart(Pairs pairs, Sample first, Sample second, double often) {
        int least = Math.min(first.size(), second.size());
        double p = rankTest(first.values(), second.values());
        double orders = BinomialCoefficientDouble.value(first.size() + second.size(), first.size());
        return new Told(
                Method.MANN_WHITNEY,
                pairs,
                Sample.of(second.mean() - first.mean()),
                welch(first, second),
                false,
                p,
                Math.min(1, 2 / orders),
                Posterior.greater(first, second),
                often,
                least,
                // As if each run were paired with another that has nothing to do with it.
                Math.hypot(first.deviation(), second.deviation()));
    }

    /** The p-value of Mann and Whitney's test; where all values are equal nothing tells the two apart. */
    private static double rankTest(double[] first, double[] second) {
        double p = MannWhitneyUTest.withDefaults().test(first, second).getPValue();
        return Double.isNaN(p) ? 1 : p;
    }

    /** The 95 % interval of the difference of two means whose deviations may differ (Welch 1947). */
    private static Interval welch(Sample first, Sample second) {
        if (first.size() < 2 || second.size() < 2)
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        double a = first.standardError() * first.standardError();
        double b = second.standardError() * second.standardError();
        double mean = second.mean() - first.mean();
        if (a + b == 0) return new Interval(mean, mean);
        double freedom = (a + b) * (a + b) / (a * a / (first.size() - 1) + b * b / (second.size() - 1));
        double half = TDistribution.of(freedom).inverseCumulativeProbability(0.975) * Math.sqrt(a + b);
        return new Interval(mean - half, mean + half);
    }

    /** In how many of all pairs of values the second is the greater; ties count by half. */
    private static double oftenGreater(Sample first, Sample second) {
        double greater = 0;
        for (double a : first.values()) for (double b : second.values()) greater += b > a ? 1 : b == a ? 0.5 : 0;
        return greater / ((double) first.size() * second.size());
    }

    private Difference difference(Told told, double adjustedP, int questions) {
        double mean = told.differences().mean();
        double leastP = Math.min(1, told.leastP() * questions);
        return new Difference(
                told.method(),
                told.method() == Method.SIGN_FLIP ? told.pairs().count() : 0,
                mean,
                told.interval(),
                told.bootstrapped(),
                told.p(),
                adjustedP,
                leastP,
                lowerIsBetter ? 1 - told.above() : told.above(),
                lowerIsBetter ? 1 - told.often() : told.often(),
                told.deviation(),
                EnoughPairs.detectable(told.effective(), told.deviation(), questions),
                EnoughPairs.needed(mean, told.deviation(), questions),
                told.pairs().missing(),
                verdict(mean, adjustedP, leastP));
    }

    private Verdict verdict(double mean, double adjustedP, double leastP) {
        if (adjustedP < LEVEL) return mean < 0 == lowerIsBetter ? Verdict.BETTER : Verdict.WORSE;
        return leastP < LEVEL ? Verdict.UNDECIDED : Verdict.TOO_FEW;
    }
}
