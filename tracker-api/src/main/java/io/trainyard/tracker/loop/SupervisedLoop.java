package io.trainyard.tracker.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own for work that never ends. Whatever the work throws, it is begun again after a pause, with everything
 * that it opens opened anew: no record, message or row ends a loop for good.
 */
public final class SupervisedLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    /** A loop whose last good round was longer ago than this is not well. */
    private static final Duration STALL = Duration.ofSeconds(15);

    private final String name;
    private final Work work;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong restarts = new AtomicLong();
    private volatile boolean failing;
    private volatile long lastSuccess = System.nanoTime();
    private Duration pause = FIRST_PAUSE;

    /** What is done: returns when {@link #isStopping} says so, and tells of each good round by {@link #succeeded}. */
    @FunctionalInterface
    public interface Work {
        void run(SupervisedLoop loop) throws Exception;
    }

    private SupervisedLoop(String name, Work work) {
        this.name = name;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::superviseForEver);
    }

    /** Begins the work in a thread of this name. */
    public static SupervisedLoop start(String name, Work work) {
        SupervisedLoop loop = new SupervisedLoop(name, work);
        loop.thread.start();
        return loop;
    }

    private void superviseForEver() {
        while (!isStopping()) {
            try {
                work.run(this);
            } catch (InterruptedException e) {
                // Only close() interrupts, after it has asked in vain.
                return;
            } catch (Throwable e) {
                if (isStopping()) return;
                fail(e);
            }
        }
    }

    private void fail(Throwable cause) {
        failing = true;
        restarts.incrementAndGet();
        LOG.atError()
                .setCause(cause)
                .addKeyValue("loop", name)
                .addKeyValue("pauseMillis", pause.toMillis())
                .log("loop failed and begins again");
        try {
            pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
    }

    /** Waits, but no longer than until the loop is to stop. */
    public void pause(Duration time) throws InterruptedException {
        boolean _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Called by the work after each round that went well. */
    public void succeeded() {
        failing = false;
        pause = FIRST_PAUSE;
        lastSuccess = System.nanoTime();
    }

    public boolean isStopping() {
        return stopped.getCount() == 0;
    }

    /** Whether the last rounds went well; a loop that hangs in a round is not well either. */
    public boolean isWorking() {
        return thread.isAlive() && !failing && System.nanoTime() - lastSuccess < STALL.toNanos();
    }

    public String name() {
        return name;
    }

    /** How often the work has failed and was begun again. */
    public long restarts() {
        return restarts.get();
    }

    /** Asks the work to end, wakes it and waits for it. */
    public void close(Runnable wake) {
        stopped.countDown();
        wake.run();
        try {
            if (!thread.join(STOP_TIMEOUT)) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(() -> {});
    }
}
