package io.trainyard.tracker.http;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The one hop from the event loop to the JDBC threads and back, with a bound on how many calls may wait. */
final class JdbcThreads {
    private static final int MAX_WAITING = 500;

    private final WorkerExecutor executor;
    private final AtomicInteger waiting = new AtomicInteger();

    JdbcThreads(WorkerExecutor executor) {
        this.executor = executor;
    }

    <T> Future<T> call(Callable<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(HttpProblem.busy("Too many requests are waiting for the database"));
        }
        return executor.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }
}
