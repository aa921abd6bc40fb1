package io.trainyard.engine.cpu;

import io.trainyard.engine.device.Outcome;
import java.util.OptionalInt;

/** Adds up what steps show until somebody asks. */
public final class Tally {
    private static final int NONE = -1;

    private double lossSum;
    private double stepLoss;
    private long correct;
    private double logLikelihoodSum;
    private double absoluteErrorSum;
    private long examples;
    private int firstBadStep = NONE;

    public void addLoss(double loss) {
        stepLoss += loss;
    }

    void addCorrect() {
        addCorrect(1);
    }

    public void addCorrect(int count) {
        correct += count;
    }

    public void addLogLikelihood(double logLikelihood) {
        logLikelihoodSum += logLikelihood;
    }

    void addAbsoluteError(double error) {
        absoluteErrorSum += error;
    }

    /** After the losses of all heads. */
    public void endStep(int step, int batchSize) {
        if (!Double.isFinite(stepLoss)) markBad(step);
        lossSum += stepLoss;
        examples += batchSize;
        stepLoss = 0;
    }

    /** What a step left was not finite. */
    public void markBad(int step) {
        if (firstBadStep == NONE) firstBadStep = step;
    }

    /** Whether something was not finite: then nothing may be updated until somebody has asked. */
    public boolean isBad() {
        return firstBadStep != NONE;
    }

    /** The sums, which then start from zero. */
    public Outcome take() {
        OptionalInt bad = firstBadStep == NONE ? OptionalInt.empty() : OptionalInt.of(firstBadStep);
        Outcome outcome = new Outcome(lossSum, correct, logLikelihoodSum, absoluteErrorSum, examples, bad);
        lossSum = 0;
        correct = 0;
        logLikelihoodSum = 0;
        absoluteErrorSum = 0;
        examples = 0;
        firstBadStep = NONE;
        return outcome;
    }
}
