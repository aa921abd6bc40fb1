package io.trainyard.engine.evidence.answers;

import io.trainyard.contract.dataset.Target.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How well a trained network tells a quantity.
 *
 * @param version of this format
 * @param quantity that is told
 * @param unit of all numbers below
 * @param images that were tested
 * @param meanError output minus target: what the network is off to one side
 * @param first the first images of the test set
 * @param worst the images with the greatest errors, the greatest first
 */
public record EstimateReport(
        int version,
        String quantity,
        String unit,
        int images,
        double meanAbsoluteError,
        double rootMeanSquaredError,
        double meanError,
        List<Estimate> first,
        List<Estimate> worst) {
    private static final int VERSION = 1;
    private static final int FIRST = 8;
    private static final int WORST = 24;

    public EstimateReport {
        first = List.copyOf(first);
        worst = List.copyOf(worst);
    }

    /**
     * One image.
     *
     * @param image its place in the test set, from 0
     */
    public record Estimate(int image, float target, float output) {}

    public static EstimateReport of(Estimates estimates, Quantity quantity) {
        return new EstimateReport(
                VERSION,
                quantity.quantity(),
                quantity.unit(),
                estimates.count(),
                estimates.meanAbsoluteError(),
                estimates.rootMeanSquaredError(),
                images(estimates).mapToDouble(estimates::error).average().orElse(0),
                list(images(estimates).boxed().limit(FIRST), estimates),
                list(
                        images(estimates)
                                .boxed()
                                .sorted(Comparator.comparingDouble(image -> -Math.abs(estimates.error(image))))
                                .limit(WORST),
                        estimates));
    }

    private static IntStream images(Estimates estimates) {
        return IntStream.range(0, estimates.count());
    }

    private static List<Estimate> list(Stream<Integer> images, Estimates estimates) {
        return images.map(image -> new Estimate(image, estimates.target(image), estimates.output(image)))
                .toList();
    }
}
