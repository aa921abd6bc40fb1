package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.RunQueries;
import io.trainyard.tracker.storage.SeriesQueries;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Histories of metrics, of one run or of many at once, at the resolution of a chart. */
final class MetricHandler {
    private static final int MAX_NAMES = 100;
    /** Stands for what each owner of the run has contributed. */
    private static final int ALL_OWNERS = 0;

    private final Backend backend;

    MetricHandler(Backend backend) {
        this.backend = backend;
    }

    void ofRun(RoutingContext context) {
        Query query = Query.of(context, "names", "maxPoints", "attempt");
        List<String> names = query.list("names", MAX_NAMES);
        int maxPoints = maxPoints(query);
        int attempt = query.integer("attempt", ALL_OWNERS, ALL_OWNERS, Integer.MAX_VALUE);
        String id = context.pathParam("id");
        backend.answerMuch(context, tx -> {
            if (RunQueries.find(tx, id).isEmpty()) throw RunHandler.missing(id);
            ObjectNode all = attempt == ALL_OWNERS
                    ? SeriesQueries.series(tx, List.of(id), names, maxPoints)
                    : SeriesQueries.seriesOfAttempt(tx, id, attempt, names, maxPoints);
            ObjectNode body = Json.object().put("run", id);
            return body.set("series", all.path(id));
        });
    }

    void ofRuns(RoutingContext context) {
        Query query = Query.of(context, "runs", "names", "maxPoints");
        List<String> runs = query.list("runs", RunHandler.MAX_IDS);
        if (runs.isEmpty()) throw HttpProblem.badRequest("runs", "must name at least one run");
        List<String> names = query.list("names", MAX_NAMES);
        int maxPoints = maxPoints(query);
        backend.answerMuch(context, tx -> Json.object().set("runs", SeriesQueries.series(tx, runs, names, maxPoints)));
    }

    private static int maxPoints(Query query) {
        return query.integer("maxPoints", 1000, 1, 100_000);
    }
}
