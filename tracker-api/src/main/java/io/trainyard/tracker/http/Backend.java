package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** What every handler stands on: one call on the JDBC threads, whose result goes out or whose failure is a problem. */
record Backend(JdbcThreads threads, Database database, Commands commands) {
    <T> Future<T> read(Function<Transaction, T> work) {
        return threads.call(() -> database.read(work));
    }

    <T> void answer(RoutingContext context, Function<Transaction, T> work, Consumer<T> send) {
        finish(context, read(work), send);
    }

    <T> void perform(RoutingContext context, Callable<T> work, Consumer<T> send) {
        finish(context, threads.call(work), send);
    }

    private static <T> void finish(RoutingContext context, Future<T> result, Consumer<T> send) {
        result.onSuccess(value -> {
                    // A defect while answering must answer too, and not leave the client waiting.
                    try {
                        send.accept(value);
                    } catch (RuntimeException e) {
                        context.fail(e);
                    }
                })
                .onFailure(context::fail);
    }
}
