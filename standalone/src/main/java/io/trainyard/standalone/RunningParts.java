package io.trainyard.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs in this process, and its end: stage by stage, the parts of one stage at the same time. A part that takes too
 * long is left behind, since PostgreSQL, which comes last, must not be cut off.
 */
final class RunningParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

    /** In the order in which parts stop: each needs those after it until its own end. */
    enum Stage {
        WORKERS,
        TRACKER,
        KAFKA,
        POSTGRES
    }

    private final Map<Stage, List<AutoCloseable>> parts = new EnumMap<>(Stage.class);
    private final Duration limit;
    private final Duration reserve;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean isStopping;

    /**
     * @param limit that the end of everything keeps to
     * @param reserve of it that earlier stages leave to each later one
     */
    RunningParts(Duration limit, Duration reserve) {
        this.limit = limit;
        this.reserve = reserve;
    }

    /** Takes over a part that has started; it is stopped at once if everything is being stopped already. */
    <T extends AutoCloseable> T add(Stage stage, T part) {
        if (!isKept(stage, part)) stop(stage, List.of(part), limit);
        return part;
    }

    private synchronized boolean isKept(Stage stage, AutoCloseable part) {
        if (isStopping) return false;
        parts.computeIfAbsent(stage, key -> new ArrayList<>()).add(part);
        return true;
    }

    synchronized boolean isStopping() {
        return isStopping;
    }

    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops everything; whoever comes second waits until that is done. */
    @Override
    public void close() {
        if (!isFirstToStop()) {
            awaitQuietly();
            return;
        }
        long deadline = System.nanoTime() + limit.toNanos();
        int later = Stage.values().length - 1;
        for (Stage stage : Stage.values()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime()).minus(reserve.multipliedBy(later));
            stop(stage, parts.getOrDefault(stage, List.of()), left.isPositive() ? left : Duration.ZERO);
            later--;
        }
        stopped.countDown();
    }

    private synchronized boolean isFirstToStop() {
        boolean first = !isStopping;
        isStopping = true;
        return first;
    }

    private void awaitQuietly() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Stage stage, List<AutoCloseable> parts, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Thread> stopping = parts.stream()
                .map(part -> Thread.ofPlatform().daemon().name("stop-" + stage).start(() -> stop(stage, part)))
                .toList();
        for (Thread thread : stopping)
            if (!hasEnded(thread, Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))))
                LOG.atWarn().addKeyValue("part", stage).log("did not stop in time and is left behind");
    }

    private static void stop(Stage stage, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.atWarn().addKeyValue("part", stage).setCause(e).log("did not stop cleanly");
        }
    }

    private static boolean hasEnded(Thread thread, Duration patience) {
        try {
            return thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
