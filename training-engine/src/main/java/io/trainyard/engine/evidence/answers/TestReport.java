package io.trainyard.engine.evidence.answers;

import java.util.List;

/**
 * How a trained network does on the test set.
 *
 * @param version of this format
 * @param classes names, in the order of the labels
 * @param images that were tested
 * @param logLikelihood mean logarithm of the labels' probabilities, in nats
 * @param first the first images of the test set
 * @param mistakes the surest ones
 */
public record TestReport(
        int version,
        List<String> classes,
        int images,
        double accuracy,
        double logLikelihood,
        Confusion confusion,
        Calibration calibration,
        List<Example> first,
        List<Example> mistakes) {
    private static final int VERSION = 1;
    private static final int FIRST = 8;
    private static final int MISTAKES = 24;

    public TestReport {
        classes = List.copyOf(classes);
        first = List.copyOf(first);
        mistakes = List.copyOf(mistakes);
    }

    public static TestReport of(Predictions predictions, List<String> classes) {
        return new TestReport(
                VERSION,
                classes,
                predictions.count(),
                predictions.accuracy(),
                predictions.logLikelihood(),
                Confusion.of(predictions),
                Calibration.of(predictions),
                Example.first(predictions, FIRST),
                Example.surestMistakes(predictions, MISTAKES));
    }
}
