package io.trainyard.tracker.comparison;

import io.trainyard.tracker.statistics.Interval;
import java.util.List;
import java.util.Optional;

/**
 * What a setting did to the metric, all else being the same.
 *
 * @param factor the setting
 * @param levels of it, the best first
 * @param share of the variance between all runs that lies between its levels, whatever else they differ in (η²)
 * @param blocks sets of runs, one of each level, that differ in nothing else; 0 where the setting never changes alone
 * @param change the best level less the worst within the blocks, with its 95 % interval; empty without blocks
 * @param p that the level does not matter at all; NaN without blocks
 * @param adjustedP the same for all settings at once (Holm)
 */
public record Effect(
        Factor factor,
        List<Level> levels,
        double share,
        int blocks,
        Optional<Change> change,
        double p,
        double adjustedP) {
    /**
     * One value of a setting.
     *
     * @param values of all of the factor's parameters
     * @param runs that have it
     * @param mean of their metric
     */
    public record Level(List<String> values, int runs, double mean) {
        public String valueOf(Factor factor, String parameter) {
            return values.get(factor.parameters().indexOf(parameter));
        }
    }

    public record Change(double mean, Interval interval) {}
}
