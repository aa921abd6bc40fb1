package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.WorkerQueries;
import io.vertx.ext.web.RoutingContext;

/** The workers that the tracker has heard of, and what those to come must know. */
final class WorkerHandler {
    /** Of more workers those are shown that were heard of last. */
    private static final int MAX_SHOWN = 1000;

    private final Backend backend;
    private final WorkerTerms terms;

    WorkerHandler(Backend backend, WorkerTerms terms) {
        this.backend = backend;
        this.terms = terms;
    }

    void list(RoutingContext context) {
        Query.of(context);
        backend.answer(context, tx -> {
            ObjectNode body = Json.object();
            body.putArray("items").addAll(WorkerQueries.newest(tx, MAX_SHOWN));
            return body;
        });
    }

    /** How many slots the runs could use, for those who start workers. */
    void demand(RoutingContext context) {
        Query.of(context);
        backend.answer(context, tx -> {
            QueueRepository.Demand demand = QueueRepository.demand(tx);
            int queued = demand.waiting() + demand.dispatched();
            return Json.object()
                    .put("queued", queued)
                    .put("running", demand.running())
                    .put("idleSlots", demand.idle())
                    .put("wantedSlots", queued + demand.running());
        });
    }

    /** What a worker that starts asks for. */
    void configuration(RoutingContext context) {
        Query.of(context);
        Json.send(context.response(), 200, terms.json());
    }
}
