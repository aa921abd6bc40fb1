package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.worker.loops.SupervisedLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends attempts whose training thread hangs: another thread's heartbeats would keep their leases for ever. The run goes back, for
 * another worker; a thread cannot be ended, so that the process must be replaced if it does not come back by itself.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LONGEST_TICK = Duration.ofMillis(500);
    /** A thread that is told to stop and asks nobody for so long is within one operation, such as a product of huge matrices. */
    private static final Duration OBEDIENCE = Duration.ofMillis(1500);

    /** Ticks that a thread has to notice that it was given up. */
    private static final int GRACE = 40;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final Duration allowed;
    private final Duration tick;
    private final Runnable replaceProcess;
    private final SupervisedLoop loop;
    private final Map<AttemptId, Watched> watched = new ConcurrentHashMap<>();
    private int ticksOfGrace;

    private record Watched(Attempt attempt, Thread thread, Runnable handBack) {}

    /**
     * A watchdog that watches at once.
     *
     * @param allowed silence of a training thread, whatever it was before
     * @param replaceProcess ends the process in good order, for a new one to take its place
     */
    Watchdog(Duration allowed, Runnable replaceProcess) {
        this.allowed = allowed;
        this.tick = allowed.dividedBy(10).compareTo(LONGEST_TICK) < 0 ? allowed.dividedBy(10) : LONGEST_TICK;
        this.replaceProcess = replaceProcess;
        this.loop = new SupervisedLoop("watchdog", tick, this::look);
        loop.start();
    }

    /** Begins to watch an attempt; {@code handBack} gives its request back. */
    void watch(Attempt attempt, Thread thread, Runnable handBack) {
        watched.put(attempt.id(), new Watched(attempt, thread, handBack));
    }

    void ended(Attempt attempt) {
        watched.remove(attempt.id());
    }

    /** The attempts under way, without those that were given up. */
    List<AttemptId> attempts() {
        return watched.values().stream()
                .map(Watched::attempt)
                .filter(attempt -> !attempt.watch().isGivenUp())
                .map(Attempt::id)
                .toList();
    }

    /** Whether a thread hangs, so that no run can be trained in its place. */
    boolean waitsForThread() {
        return watched.values().stream().anyMatch(one -> one.attempt().watch().isGivenUp());
    }

    Optional<String> trouble() {
        return waitsForThread()
                ? Optional.of("a training thread hangs: the worker ends and must be started again")
                : loop.trouble();
    }

    private void look() {
        for (Watched one : watched.values()) if (!one.attempt().watch().isGivenUp()) look(one);
        ticksOfGrace = waitsForThread() ? ticksOfGrace + 1 : 0;
        if (ticksOfGrace == GRACE) replaceProcess.run();
    }

    private void look(Watched one) {
        ProgressWatch watch = one.attempt().watch();
        boolean hangs = watch.hangs(tick, allowed);
        Optional<StopReason> order = one.attempt().order();
        if (order.isPresent() && watch.silence().compareTo(OBEDIENCE) >= 0) stopWithoutThread(one, order.get());
        else if (hangs) giveUp(one);
    }

    private static void stopWithoutThread(Watched one, StopReason order) {
        Attempt attempt = one.attempt();
        attempt.watch().giveUp();
        LOG.atWarn()
                .addKeyValue("runId", attempt.run())
                .addKeyValue("attempt", attempt.id())
                .log("attempt stopped: {}, while its thread is at\n{}", order, stack(one.thread()));
        try {
            attempt.reporter().end(() -> attempt.reportStop(order));
        } finally {
            one.handBack().run();
        }
    }

    private static void giveUp(Watched one) {
        Attempt attempt = one.attempt();
        attempt.watch().giveUp();
        String message = "There was no progress for " + told(attempt.watch().silence());
        LOG.atError()
                .addKeyValue("runId", attempt.run())
                .addKeyValue("attempt", attempt.id())
                .log("{}; the training thread is at\n{}", message, stack(one.thread()));
        try {
            attempt.reporter().end(() -> {
                attempt.reporter().log(LogLevel.ERROR, message + ": the attempt is given up");
                attempt.reporter()
                        .report(header ->
                                new RunEvent.AttemptReleased(header, message, Optional.of(FailureKind.INTERNAL)));
            });
        } finally {
            one.handBack().run();
        }
    }

    private static String told(Duration silence) {
        return silence.toMinutes() > 0 ? silence.toMinutes() + " min" : silence.toSeconds() + " s";
    }

    private static String stack(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        loop.stop();
        try {
            loop.join(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
