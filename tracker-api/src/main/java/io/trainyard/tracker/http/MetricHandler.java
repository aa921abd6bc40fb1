package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.MetricQueries;
import io.trainyard.tracker.storage.RunQueries;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Histories of metrics, of one run or of many at once, at the resolution of a chart. */
final class MetricHandler {
    private static final int MAX_NAMES = 100;
    private final Backend backend;

    MetricHandler(Backend backend) {
        this.backend = backend;
    }

    void ofRun(RoutingContext context) {
        Query query = Query.of(context, "names", "maxPoints");
        List<String> names = query.list("names", MAX_NAMES);
        int maxPoints = maxPoints(query);
        String id = context.pathParam("id");
        backend.answerMuch(context, tx -> {
            if (RunQueries.find(tx, id).isEmpty()) throw RunHandler.missing(id);
            ObjectNode body = Json.object().put("run", id);
            return body.set(
                    "series",
                    MetricQueries.series(tx, List.of(id), names, maxPoints).path(id));
        });
    }

    void ofRuns(RoutingContext context) {
        Query query = Query.of(context, "runs", "names", "maxPoints");
        List<String> runs = query.list("runs", RunHandler.MAX_IDS);
        if (runs.isEmpty()) throw HttpProblem.badRequest("runs", "must name at least one run");
        List<String> names = query.list("names", MAX_NAMES);
        int maxPoints = maxPoints(query);
        backend.answerMuch(context, tx -> Json.object().set("runs", MetricQueries.series(tx, runs, names, maxPoints)));
    }

    private static int maxPoints(Query query) {
        return query.integer("maxPoints", 1000, 1, 100_000);
    }
}
