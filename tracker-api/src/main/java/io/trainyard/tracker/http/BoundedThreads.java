package io.trainyard.tracker.http;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The one hop from the event loop to threads that may wait and back, with a bound on how many calls may wait for one. */
final class BoundedThreads {
    private final WorkerExecutor executor;
    private final int maxWaiting;
    private final String refusal;
    private final AtomicInteger waiting = new AtomicInteger();

    private BoundedThreads(WorkerExecutor executor, int maxWaiting, String refusal) {
        this.executor = executor;
        this.maxWaiting = maxWaiting;
        this.refusal = refusal;
    }

    /** Those that talk to the database. */
    static BoundedThreads forDatabase(WorkerExecutor executor) {
        return new BoundedThreads(executor, 500, "Too many requests are waiting for the database");
    }

    /** Those that compute with passwords, which takes time and memory. */
    static BoundedThreads forPasswords(WorkerExecutor executor) {
        return new BoundedThreads(executor, 20, "Too many people are logging in");
    }

    <T> Future<T> call(Callable<T> work) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Future.failedFuture(HttpProblem.busy(refusal));
        }
        return executor.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }
}
