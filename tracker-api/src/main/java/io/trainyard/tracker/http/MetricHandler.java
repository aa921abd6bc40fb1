package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.RunQueries;
import io.trainyard.tracker.storage.SeriesQueries;
import io.trainyard.tracker.storage.StepQueries;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalInt;

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
        Query query = Query.of(context, "names", "maxPoints", "attempt", "points");
        List<String> names = query.list("names", MAX_NAMES);
        int maxPoints = maxPoints(query);
        int attempt = query.integer("attempt", ALL_OWNERS, ALL_OWNERS, Integer.MAX_VALUE);
        boolean withinEpochs = withinEpochs(query);
        String id = context.pathParam("id");
        backend.answerMuch(context, tx -> {
            if (RunQueries.find(tx, id).isEmpty()) throw RunHandler.missing(id);
            ObjectNode all = series(tx, id, attempt, withinEpochs, names, maxPoints);
            ObjectNode body = Json.object().put("run", id);
            return body.set("series", all.path(id));
        });
    }

    private static ObjectNode series(
            Transaction tx, String id, int attempt, boolean withinEpochs, List<String> names, int maxPoints) {
        if (withinEpochs) {
            OptionalInt only = attempt == ALL_OWNERS ? OptionalInt.empty() : OptionalInt.of(attempt);
            return StepQueries.series(tx, List.of(id), names, maxPoints, only);
        }
        return attempt == ALL_OWNERS
                ? SeriesQueries.series(tx, List.of(id), names, maxPoints)
                : SeriesQueries.seriesOfAttempt(tx, id, attempt, names, maxPoints);
    }

    void ofRuns(RoutingContext context) {
        Query query = Query.of(context, "runs", "names", "maxPoints", "points");
        List<String> runs = query.list("runs", RunHandler.MAX_IDS);
        if (runs.isEmpty()) throw HttpProblem.badRequest("runs", "must name at least one run");
        List<String> names = query.list("names", MAX_NAMES);
        int maxPoints = maxPoints(query);
        boolean withinEpochs = withinEpochs(query);
        backend.answerMuch(
                context,
                tx -> Json.object()
                        .set(
                                "runs",
                                withinEpochs
                                        ? StepQueries.series(tx, runs, names, maxPoints, OptionalInt.empty())
                                        : SeriesQueries.series(tx, runs, names, maxPoints)));
    }

    /** Whether the points within epochs are wanted, or one of each epoch. */
    private static boolean withinEpochs(Query query) {
        return query.choice("points", List.of("epochs", "steps"), "epochs").equals("steps");
    }

    private static int maxPoints(Query query) {
        return query.integer("maxPoints", 1000, 1, 100_000);
    }
}
