package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.ingest.Quarantine;
import io.trainyard.tracker.ingest.Quarantine.Outcome;
import io.trainyard.tracker.storage.QuarantineQueries;
import io.trainyard.tracker.storage.RowPage;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The records from Kafka that the tracker could not use: for a person to look at, to have applied after all, or to drop. */
final class QuarantineHandler {
    private final Backend backend;
    private final Quarantine quarantine;
    private final Callable<TrackerHealth> health;

    QuarantineHandler(Backend backend, Quarantine quarantine, Callable<TrackerHealth> health) {
        this.backend = backend;
        this.quarantine = quarantine;
        this.health = health;
    }

    void list(RoutingContext context) {
        Query query = Query.of(context, "limit", "after");
        int limit = query.integer("limit", 50, 1, 500);
        Optional<Long> after = query.text("after").map(Cursor::row);
        backend.answer(context, 200, () -> {
            RowPage page = backend.database().read(tx -> QuarantineQueries.list(tx, after, limit));
            ObjectNode body = Json.page(page.items(), page.next().map(Cursor::of));
            return body.put("ingestionStopped", health.call().ingestionStopped().orElse(null));
        });
    }

    void replay(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Caller caller = AccessGuard.caller(context);
        backend.perform(context, () -> quarantine.replay(caller, number(id)), outcome -> {
            switch (outcome) {
                case Outcome.Applied _ ->
                    context.response().setStatusCode(204).end().onFailure(gone -> {});
                case Outcome.NotThere _ -> throw missing(id);
                case Outcome.Refused(String reason) -> throw HttpProblem.conflict("Record " + id + " " + reason);
            }
        });
    }

    void replayAll(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        backend.answer(context, 200, () -> {
            Quarantine.Count count = quarantine.replayAll(caller);
            return Json.object().put("applied", count.applied()).put("refused", count.refused());
        });
    }

    void drop(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Caller caller = AccessGuard.caller(context);
        backend.perform(context, () -> quarantine.drop(caller, number(id)), dropped -> {
            if (!dropped) throw missing(id);
            context.response().setStatusCode(204).end().onFailure(gone -> {});
        });
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) throw missing(id);
        return Long.parseLong(id);
    }

    private static HttpProblem missing(String id) {
        return HttpProblem.notFound("quarantined record", Excerpt.of(id));
    }
}
