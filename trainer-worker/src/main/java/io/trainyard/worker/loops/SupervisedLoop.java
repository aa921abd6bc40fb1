package io.trainyard.worker.loops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing again and again until it is stopped. Whatever a round throws, an error of the virtual machine
 * too, is logged and counted, and after a pause the next round begins: no message can end the loop that reads it.
 */
public final class SupervisedLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedLoop.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Duration pause;
    private final Round round;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Failed lastFailure;

    /** What the loop does; it looks at {@link SupervisedLoop#isStopping} from time to time. */
    public interface Round {
        void run() throws InterruptedException;
    }

    private record Failed(int times, Instant at, Throwable cause) {}

    /**
     * A loop that has not started yet.
     *
     * @param name of its thread
     * @param pause between two rounds
     */
    public SupervisedLoop(String name, Duration pause, Round round) {
        this(name, pause, round, Clock.systemUTC());
    }

    SupervisedLoop(String name, Duration pause, Round round, Clock clock) {
        this.pause = pause;
        this.round = round;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    private void loop() {
        try {
            while (!isStopping()) {
                runOnce();
                if (awaitStop(pause)) return;
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted", thread.getName(), e);
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            round.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable cause) {
        Failed before = lastFailure;
        int times = before == null ? 1 : before.times() + 1;
        lastFailure = new Failed(times, clock.instant(), cause);
        LOG.atError().setCause(cause).log("{} failed and begins anew, for the {}. time", thread.getName(), times);
    }

    /** What is to be said of it: a failure of the last minutes. */
    public Optional<String> trouble() {
        Failed failed = lastFailure;
        if (failed == null || failed.at().plus(REMEMBERED).isBefore(clock.instant())) return Optional.empty();
        return Optional.of("%s was begun anew after %s, at %s; %d times in all"
                .formatted(
                        thread.getName(),
                        failed.cause().getClass().getSimpleName(),
                        failed.at().truncatedTo(ChronoUnit.SECONDS),
                        failed.times()));
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits, but not longer than until the stop; returns whether the loop shall stop. */
    public boolean awaitStop(Duration timeout) throws InterruptedException {
        return stopping.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the round under way be the last. */
    public void stop() {
        stopping.countDown();
    }

    /** Waits for the end; returns whether it has come. */
    public boolean join(Duration timeout) throws InterruptedException {
        return thread.join(timeout);
    }
}
