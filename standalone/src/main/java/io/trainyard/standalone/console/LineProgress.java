package io.trainyard.standalone.console;

import io.trainyard.contract.RunStatus;
import io.trainyard.standalone.client.RunView;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A line now and then, for an output that keeps what is written: at once when a run changes its state, else seldom. */
public final class LineProgress implements Progress {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final Clock clock;
    private final Map<String, Shown> shown = new HashMap<>();

    private record Shown(RunStatus status, Instant at) {}

    public LineProgress(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void show(Collection<RunView> runs) {
        int nameWidth = Progress.nameWidth(runs);
        Instant now = clock.instant();
        for (RunView run : runs) {
            if (!isDue(run, now)) continue;
            shown.put(run.id(), new Shown(run.status(), now));
            out.println(RunLine.plain(run, nameWidth));
        }
        out.flush();
    }

    private boolean isDue(RunView run, Instant now) {
        Shown before = shown.get(run.id());
        if (before == null || before.status() != run.status()) return true;
        boolean isPaused = now.isBefore(before.at().plus(PAUSE));
        return run.status() == RunStatus.RUNNING && !isPaused;
    }
}
