package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.WorkerQueries;
import io.vertx.ext.web.RoutingContext;

/** The workers that the tracker has heard of, and what those to come must know. */
final class WorkerHandler {
    private final Backend backend;
    private final WorkerTerms terms;

    WorkerHandler(Backend backend, WorkerTerms terms) {
        this.backend = backend;
        this.terms = terms;
    }

    void list(RoutingContext context) {
        Query.of(context);
        backend.answer(context, WorkerQueries::all, workers -> {
            ObjectNode body = Json.object();
            ArrayNode items = body.putArray("items");
            workers.forEach(items::add);
            Json.send(context.response(), 200, body);
        });
    }

    /** What a worker that starts asks for. */
    void configuration(RoutingContext context) {
        Query.of(context);
        Json.send(context.response(), 200, terms.json());
    }
}
