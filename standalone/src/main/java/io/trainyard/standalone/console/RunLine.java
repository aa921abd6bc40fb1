package io.trainyard.standalone.console;

import io.trainyard.contract.MetricNames;
import io.trainyard.standalone.client.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run on one line: its name, a bar, and what is known of it. */
public final class RunLine {
    private static final int BAR_WIDTH = 20;
    private static final String FULL = "█";
    private static final String EMPTY = "░";

    private RunLine() {}

    /** The line with a bar, cut to the width of the terminal. */
    public static String withBar(RunView run, int nameWidth, int width) {
        String line = padded(run.name(), nameWidth) + "  " + bar(run.fractionDone()) + "  " + state(run);
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** The line for an output that keeps every line, such as a file. */
    public static String plain(RunView run, int nameWidth) {
        return padded(run.name(), nameWidth) + "  " + state(run);
    }

    static String bar(double fraction) {
        int full = (int) Math.floor(fraction * BAR_WIDTH);
        return FULL.repeat(full) + EMPTY.repeat(BAR_WIDTH - full);
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(Math.max(0, width - name.length()));
    }

    private static String state(RunView run) {
        return switch (run.status()) {
            case QUEUED -> "waits for a worker";
            case RUNNING -> running(run);
            case PAUSED -> "is paused";
            case COMPLETED -> completed(run);
            case FAILED -> "failed: " + run.failure().orElse("for a reason that the tracker does not know");
            case CANCELLED -> "cancelled";
        };
    }

    private static String running(RunView run) {
        Optional<RunView.Progress> progress = run.currentProgress();
        if (progress.isEmpty()) return betweenEpochs(run);
        RunView.Progress now = progress.get();
        List<String> parts = new ArrayList<>();
        parts.add("epoch " + now.epoch() + "/" + run.epochs());
        parts.add(Figures.whole(now.imagesPerSecond()) + " images/s");
        parts.add("loss " + Figures.decimal(now.trainLoss()));
        now.trainAccuracy().ifPresent(accuracy -> parts.add("accuracy " + Figures.percent(accuracy)));
        run.secondsLeft().ifPresent(left -> parts.add(Figures.duration(left) + " left"));
        return String.join(" · ", parts);
    }

    private static String betweenEpochs(RunView run) {
        if (run.epochsCompleted() == 0) return "starts";
        List<String> parts = new ArrayList<>();
        parts.add("epoch " + run.epochsCompleted() + "/" + run.epochs() + " is trained");
        addTestFigures(run, parts);
        if (run.epochsCompleted() == run.epochs()) parts.add("its files are written");
        return String.join(" · ", parts);
    }

    private static String completed(RunView run) {
        List<String> parts = new ArrayList<>();
        parts.add("completed");
        addTestFigures(run, parts);
        run.durationSeconds().ifPresent(seconds -> parts.add(Figures.duration(seconds)));
        return String.join(" · ", parts);
    }

    private static void addTestFigures(RunView run, List<String> parts) {
        Optional.ofNullable(run.metrics().get(MetricNames.TEST_LOSS))
                .ifPresent(loss -> parts.add("test loss " + Figures.decimal(loss)));
        Optional.ofNullable(run.metrics().get(MetricNames.TEST_ACCURACY))
                .ifPresent(accuracy -> parts.add("test accuracy " + Figures.percent(accuracy)));
    }
}
