package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.MetricQueries;
import io.trainyard.tracker.storage.MetricQueries.HistoryKey;
import io.trainyard.tracker.storage.MetricQueries.HistoryRow;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.RunQueries;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

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
        Future<Start> start = backend.heavyThreads().call(() -> {
            List<ObjectNode> runs = backend.database().read(tx -> runs(tx, filter));
            return new Start(ids(runs), history ? ComparisonCsv.historyHeader() : ComparisonCsv.runs(runs));
        });
        backend.finish(context, start, read -> {
            HttpServerResponse response = context.response()
                    .putHeader("Content-Type", "text/csv; charset=utf-8")
                    .putHeader("Content-Disposition", "attachment; filename=\"comparison.csv\"")
                    .putHeader("Cache-Control", "no-store");
            if (history && context.request().method().equals(HttpMethod.GET)) sendHistory(context, read);
            else response.end(read.text()).onFailure(gone -> {});
        });
    }

    /** How a report begins; a report of runs is whole with that. */
    private record Start(List<String> runs, Buffer text) {}

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

    private void sendHistory(RoutingContext context, Start start) {
        HttpServerResponse response = context.response().setChunked(true);
        response.write(start.text())
                .compose(written -> sendPages(response, start.runs(), HistoryKey.START))
                .compose(written -> response.end())
                .onFailure(context::fail);
    }

    /** The write ends when the client has taken the page in, and only then is the next one read. */
    private Future<Void> sendPages(HttpServerResponse response, List<String> ids, HistoryKey after) {
        return backend.heavyThreads().call(() -> page(ids, after)).compose(page -> {
            Future<Void> written = response.write(page.text());
            return page.next().isEmpty()
                    ? written
                    : written.compose(
                            done -> sendPages(response, ids, page.next().get()));
        });
    }

    /** Some lines, and after which key the next ones come. */
    private record Page(Buffer text, Optional<HistoryKey> next) {}

    private Page page(List<String> ids, HistoryKey after) {
        List<HistoryRow> rows = backend.database().read(tx -> MetricQueries.history(tx, ids, after, PAGE));
        return new Page(
                ComparisonCsv.history(rows),
                rows.size() < PAGE
                        ? Optional.empty()
                        : Optional.of(rows.getLast().key()));
    }
}
