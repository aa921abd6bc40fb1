package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What every handler stands on: one call on the JDBC threads, whose result goes out or whose failure is a problem. What takes
 * time with the result, such as writing it as JSON, belongs into the call: an event loop serves many.
 *
 * @param threads of requests that a person waits for
 * @param heavyThreads of those that read much, so that they do not stand before the others
 * @param passwordThreads in which passwords are hashed, few at a time since each takes much memory
 */
record Backend(
        BoundedThreads threads,
        BoundedThreads heavyThreads,
        BoundedThreads passwordThreads,
        Database database,
        Commands commands) {
    <T> Future<T> read(Function<Transaction, T> work) {
        return threads.call(() -> database.read(work));
    }

    /** Sends the JSON that a reading transaction makes. */
    void answer(RoutingContext context, Function<Transaction, JsonNode> work) {
        answer(context, 200, () -> database.read(work));
    }

    /** Sends the JSON that a reading transaction makes out of much. */
    void answerMuch(RoutingContext context, Function<Transaction, JsonNode> work) {
        finish(
                context,
                heavyThreads.call(() -> Json.buffer(database.read(work))),
                json -> Json.send(context.response(), 200, json));
    }

    /** Sends the JSON that some work makes. */
    void answer(RoutingContext context, int status, Callable<JsonNode> work) {
        perform(context, () -> Json.buffer(work.call()), json -> Json.send(context.response(), status, json));
    }

    <T> void perform(RoutingContext context, Callable<T> work, Consumer<T> send) {
        finish(context, threads.call(work), send);
    }

    <T> void finish(RoutingContext context, Future<T> result, Consumer<T> send) {
        result.onSuccess(value -> {
                    // A client that has left wants no answer.
                    if (context.response().closed()) return;
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
