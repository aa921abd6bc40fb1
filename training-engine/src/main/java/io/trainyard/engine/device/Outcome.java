package io.trainyard.engine.device;

import java.util.OptionalInt;

/**
 * What the steps since the last question showed, each before its update.
 *
 * @param lossSum sum of the examples' losses, auxiliary classifiers included with their weights
 * @param correct examples whose greatest score was that of their label; 0 where targets are numbers
 * @param logLikelihoodSum sum over the examples of log p(label) in nats, with the softmax of the scores for p; 0 where targets
 *     are numbers
 * @param absoluteErrorSum sum over the examples of the mean distance from their targets; 0 where they have labels
 * @param examples seen
 * @param firstBadStep the first step whose loss, or after which the network's state, was not of finite numbers only
 */
public record Outcome(
        double lossSum,
        long correct,
        double logLikelihoodSum,
        double absoluteErrorSum,
        long examples,
        OptionalInt firstBadStep) {
    /** Of no step. */
    public static final Outcome NONE = new Outcome(0, 0, 0, 0, 0, OptionalInt.empty());

    /** Both together, where the other one came later. */
    public Outcome plus(Outcome later) {
        return new Outcome(
                lossSum + later.lossSum,
                correct + later.correct,
                logLikelihoodSum + later.logLikelihoodSum,
                absoluteErrorSum + later.absoluteErrorSum,
                examples + later.examples,
                firstBadStep.isPresent() ? firstBadStep : later.firstBadStep);
    }
}
