package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.QueueQueries;
import io.vertx.ext.web.RoutingContext;

/** What waits for a worker, in its order. */
final class QueueHandler {
    private final Backend backend;

    QueueHandler(Backend backend) {
        this.backend = backend;
    }

    void show(RoutingContext context) {
        int limit = Query.of(context, "limit").integer("limit", 100, 1, 500);
        backend.answerMuch(context, tx -> QueueQueries.read(tx, limit));
    }
}
