package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.MetricQueries;
import io.trainyard.tracker.storage.MetricQueries.HistoryKey;
import io.trainyard.tracker.storage.MetricQueries.HistoryRow;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.RunQueries;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The comparison report as a CSV file, written page by page: no connection is held while a slow client reads. */
final class ReportHandler {
    private static final int PAGE = 5000;
    private final Backend backend;

    ReportHandler(Backend backend) {
        this.backend = backend;
    }

    void comparison(RoutingContext context) {
        Query query = Query.of(context, "runs", "experiment", "shape");
        RunFilter filter = filter(query);
        boolean history =
                query.choice("shape", List.of("runs", "history"), "runs").equals("history");
        backend.answer(context, tx -> runs(tx, filter), runs -> {
            HttpServerResponse response = context.response()
                    .putHeader("Content-Type", "text/csv; charset=utf-8")
                    .putHeader("Content-Disposition", "attachment; filename=\"comparison.csv\"")
                    .putHeader("Cache-Control", "no-store");
            if (history) sendHistory(context, ids(runs));
            else response.end(ComparisonCsv.runs(runs)).onFailure(gone -> {});
        });
    }

    private static RunFilter filter(Query query) {
        List<String> ids = query.list("runs", RunHandler.MAX_IDS);
        if (ids.isEmpty() == query.text("experiment").isEmpty())
            throw HttpProblem.badRequest("runs", "or experiment must be given, and not both");
        return ids.isEmpty() ? RunFilter.ofExperiment(query.text("experiment").orElseThrow()) : RunFilter.ofRuns(ids);
    }

    private static List<ObjectNode> runs(Transaction tx, RunFilter filter) {
        List<ObjectNode> runs = RunQueries.all(tx, filter);
        List<String> found = ids(runs);
        filter.ids().ifPresent(ids -> {
            for (String id : ids) if (!found.contains(id)) throw RunHandler.missing(id);
        });
        if (runs.isEmpty())
            throw HttpProblem.notFound(
                    "experiment with runs called", filter.experiment().orElse(""));
        return runs;
    }

    private static List<String> ids(List<ObjectNode> runs) {
        return runs.stream().map(run -> run.path("id").textValue()).toList();
    }

    private void sendHistory(RoutingContext context, List<String> ids) {
        HttpServerResponse response = context.response().setChunked(true);
        response.write(ComparisonCsv.historyHeader())
                .compose(written -> sendPages(response, ids, HistoryKey.START))
                .compose(written -> response.end())
                .onFailure(context::fail);
    }

    /** The write ends when the client has taken the page in, and only then is the next one read. */
    private Future<Void> sendPages(HttpServerResponse response, List<String> ids, HistoryKey after) {
        return backend.read(tx -> MetricQueries.history(tx, ids, after, PAGE)).compose(rows -> {
            if (rows.isEmpty()) return Future.succeededFuture();
            HistoryRow last = rows.getLast();
            return response.write(ComparisonCsv.history(rows))
                    .compose(written ->
                            rows.size() < PAGE ? Future.succeededFuture() : sendPages(response, ids, last.key()));
        });
    }
}
