package io.trainyard.tracker.comparison;

import io.trainyard.tracker.statistics.Interval;
import java.util.List;
import java.util.OptionalInt;

/**
 * How much one recipe differs from the one that it is compared with.
 *
 * @param method by which it was told
 * @param pairs that differ in nothing but the recipe; 0 where none are compared
 * @param mean of the other less that of the reference, in the metric's unit
 * @param interval of it, 95 %
 * @param bootstrapped whether the interval is a bootstrap's, else Student's
 * @param p two-sided
 * @param adjustedP the same for all recipes that are compared at once (Holm)
 * @param leastP the least that so many runs could reach, adjusted alike
 * @param probablyBetter how likely the recipe is the better one, to who knew nothing before; NaN of single runs
 * @param oftenBetter in how many of all pairs of runs, one of each recipe, that of this recipe is the better; ties count by half
 * @param deviation of the differences of pairs, or of single runs where none are paired; NaN of single runs
 * @param detectable the least difference that so many runs would show in four cases of five; infinite of single runs
 * @param runsNeeded pairs that would show a difference as great as this one; empty where there is none, of single runs, and if they
 *     would be more than {@link io.trainyard.tracker.statistics.EnoughPairs#MOST}
 * @param missing seeds that the one has and the other has not
 * @param verdict in a word
 */
public record Difference(
        Method method,
        int pairs,
        double mean,
        Interval interval,
        boolean bootstrapped,
        double p,
        double adjustedP,
        double leastP,
        double probablyBetter,
        double oftenBetter,
        double deviation,
        double detectable,
        OptionalInt runsNeeded,
        Missing missing,
        Verdict verdict) {
    /** How a difference is told from chance. */
    public enum Method {
        SIGN_FLIP,
        MANN_WHITNEY
    }

    /**
     * Seeds that would make pairs.
     *
     * @param ofReference that the other recipe was trained with
     * @param ofOther that the reference was trained with
     */
    public record Missing(List<Long> ofReference, List<Long> ofOther) {
        public Missing {
            ofReference = List.copyOf(ofReference);
            ofOther = List.copyOf(ofOther);
        }
    }
}
