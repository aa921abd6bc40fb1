package io.trainyard.standalone.demo;

import io.trainyard.contract.MetricNames;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.console.Figures;
import io.trainyard.standalone.console.Table;
import io.trainyard.standalone.console.Table.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** What the runs of the demonstration came to: a table, and one sentence that follows from its figures. */
public final class DemoReport {
    /** Accuracies closer than this, in percentage points, are called about equal: chance moves them as far. */
    private static final double NOTEWORTHY_POINTS = 1;

    private DemoReport() {}

    public static Table table(List<RunView> runs) {
        Table table = new Table(List.of(
                Column.text("run"),
                Column.number("parameters"),
                Column.number("test accuracy"),
                Column.number("test loss"),
                Column.number("images/s"),
                Column.number("duration")));
        for (RunView run : runs)
            table.row(
                    run.name(),
                    run.parameters().getOrDefault("parameters", ""),
                    metric(run, MetricNames.TEST_ACCURACY, Figures::percent),
                    metric(run, MetricNames.TEST_LOSS, Figures::decimal),
                    metric(run, MetricNames.IMAGES_PER_SECOND, Figures::whole),
                    run.durationSeconds().isPresent()
                            ? Figures.duration(run.durationSeconds().getAsDouble())
                            : "–");
        return table;
    }

    private static String metric(RunView run, String name, DoubleFunction<String> format) {
        return Optional.ofNullable(run.metrics().get(name)).map(format::apply).orElse("–");
    }

    /** What the figures show; empty unless all four runs were evaluated. */
    public static Optional<String> finding(List<RunView> runs) {
        OptionalDouble dense = accuracy(runs, DemoExperiment.DENSE, false);
        OptionalDouble densePermuted = accuracy(runs, DemoExperiment.DENSE, true);
        OptionalDouble cnn = accuracy(runs, DemoExperiment.CONVOLUTIONAL, false);
        OptionalDouble cnnPermuted = accuracy(runs, DemoExperiment.CONVOLUTIONAL, true);
        if (dense.isEmpty() || densePermuted.isEmpty() || cnn.isEmpty() || cnnPermuted.isEmpty())
            return Optional.empty();
        double lead = points(cnn.getAsDouble() - dense.getAsDouble());
        double cnnLoss = points(cnn.getAsDouble() - cnnPermuted.getAsDouble());
        double denseLoss = points(dense.getAsDouble() - densePermuted.getAsDouble());
        return Optional.of(String.format(
                Locale.ROOT,
                "With the pixels in order the convolutional network is %s; permuting the pixels changes its accuracy by "
                        + "%+.1f points and the dense network's by %+.1f: %s.",
                lead(lead),
                -cnnLoss + 0.0,
                -denseLoss + 0.0,
                conclusion(cnnLoss, denseLoss)));
    }

    private static String lead(double points) {
        if (Math.abs(points) < NOTEWORTHY_POINTS) return "about as accurate as the dense one";
        return String.format(
                Locale.ROOT,
                "%.1f points %s accurate than the dense one",
                Math.abs(points),
                points > 0 ? "more" : "less");
    }

    private static String conclusion(double cnnLoss, double denseLoss) {
        if (cnnLoss - denseLoss >= NOTEWORTHY_POINTS)
            return "convolutions live on what neighbouring pixels have in common, and a dense layer does not";
        if (denseLoss - cnnLoss >= NOTEWORTHY_POINTS)
            return "here the dense network suffers more, so these runs do not show that convolutions need neighbours";
        return "both change about equally, so these runs do not show that convolutions need neighbouring pixels";
    }

    private static OptionalDouble accuracy(List<RunView> runs, String network, boolean permuted) {
        return runs.stream()
                .filter(run -> network.equals(run.parameters().get("network")))
                .filter(run ->
                        Boolean.toString(permuted).equals(run.parameters().get("pixelsPermuted")))
                .flatMap(run -> Optional.ofNullable(run.metrics().get(MetricNames.TEST_ACCURACY)).stream())
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    private static double points(double fraction) {
        return 100 * fraction;
    }
}
