package io.trainyard.engine;

import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.device.Outcome;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What examples showed, as means over them.
 *
 * @param loss what training makes small
 * @param accuracy fraction whose greatest score was that of their class; empty where answers are numbers
 * @param logLikelihood of the class, in nats; empty where answers are numbers
 * @param meanAbsoluteError in the unit of the answers; empty where these are classes
 */
record Measures(double loss, OptionalDouble accuracy, OptionalDouble logLikelihood, OptionalDouble meanAbsoluteError) {
    static Measures of(Outcome sums, Target target) {
        double examples = sums.examples();
        double loss = sums.lossSum() / examples;
        return switch (target) {
            case Target.Classes classes ->
                new Measures(
                        loss,
                        OptionalDouble.of(sums.correct() / examples),
                        OptionalDouble.of(sums.logLikelihoodSum() / examples),
                        OptionalDouble.empty());
            case Target.Quantity quantity ->
                new Measures(
                        loss,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(sums.absoluteErrorSum() / examples * quantity.scale()));
        };
    }

    /** Under the names of {@link io.trainyard.contract.MetricNames}, for the set {@code train}, {@code validation} or {@code test}. */
    void addTo(Map<String, Double> metrics, String set) {
        metrics.put(set + "_loss", loss);
        accuracy.ifPresent(value -> metrics.put(set + "_accuracy", value));
        logLikelihood.ifPresent(value -> metrics.put(set + "_log_likelihood", value));
        meanAbsoluteError.ifPresent(value -> metrics.put(set + "_mean_absolute_error", value));
    }
}
