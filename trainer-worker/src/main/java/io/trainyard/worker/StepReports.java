package io.trainyard.worker;

import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.engine.StepPoint;
import io.trainyard.engine.StepProgress;
import io.trainyard.worker.reporting.RunReporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports the points within epochs, a second's together and the rest of an epoch at its end: a quick epoch leaves one report, and
 * the curve of a slow one grows while it is watched.
 */
final class StepReports {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final RunReporter reporter;
    private final Clock clock;
    private final List<Timed> waiting = new ArrayList<>();
    private Instant next = Instant.MIN;

    private record Timed(StepPoint point, Instant at) {}

    StepReports(RunReporter reporter, Clock clock) {
        this.reporter = reporter;
        this.clock = clock;
    }

    /** Takes the points that are new; those of one epoch are reported before the next begins. */
    void add(StepProgress progress) {
        Instant now = clock.instant();
        progress.points().forEach(point -> waiting.add(new Timed(point, now)));
        boolean isLast = progress.step() == progress.steps();
        if (waiting.isEmpty() || (!isLast && now.isBefore(next) && waiting.size() < StepsMeasured.MAX_POINTS)) return;
        next = now.plus(INTERVAL);
        report(progress.epoch(), progress.steps());
    }

    private void report(int epoch, int steps) {
        List<Integer> places =
                waiting.stream().map(timed -> timed.point().step()).toList();
        List<Instant> times = waiting.stream().map(Timed::at).toList();
        Map<String, List<Double>> values = new TreeMap<>();
        for (Timed timed : waiting)
            timed.point()
                    .metrics()
                    .forEach((name, value) -> values.computeIfAbsent(name, unknown -> new ArrayList<>())
                            .add(value));
        reporter.report(header -> new StepsMeasured(header, epoch, steps, places, times, values));
        waiting.clear();
    }
}
