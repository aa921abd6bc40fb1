package io.trainyard.tracker.http;

import io.trainyard.tracker.search.Filter;
import io.trainyard.tracker.storage.HistoryQueries;
import io.trainyard.tracker.storage.HistoryQueries.HistoryKey;
import io.trainyard.tracker.storage.HistoryQueries.HistoryRow;
import io.trainyard.tracker.storage.HistoryQueries.Run;
import io.trainyard.tracker.storage.ReportQueries;
import io.trainyard.tracker.storage.ReportQueries.Chunk;
import io.trainyard.tracker.storage.ReportQueries.Columns;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.StepHistoryQueries;
import io.trainyard.tracker.storage.StepHistoryQueries.Epoch;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The comparison report as a CSV file, written page by page: no connection is held while a slow client reads. */
final class ReportHandler {
    private static final int RUNS = 500;
    private static final int VALUES = 5000;
    /** Each with a hundred values or so. */
    private static final int EPOCHS = 100;
    /** So many runs' histories are read by one statement. */
    private static final int HISTORIES = 64;

    private final Backend backend;

    ReportHandler(Backend backend) {
        this.backend = backend;
    }

    void comparison(RoutingContext context) {
        Query query = Query.of(context, "runs", "experiment", "filter", "shape");
        RunFilter filter = filter(query);
        String shape = query.choice("shape", List.of("runs", "history", "steps"), "runs");
        Future<Page> start = backend.heavyThreads()
                .call(() -> backend.database().read(tx -> {
                    requireRuns(tx, filter);
                    return switch (shape) {
                        case "history" -> historyHeader(filter);
                        case "steps" -> stepsHeader(filter);
                        default -> runsHeader(tx, filter);
                    };
                }));
        backend.finish(context, start, first -> send(context, first, "comparison-" + shape + ".csv"));
    }

    /** The runs that a report is of: those that are named, or of an experiment, or that fit a filter. */
    static RunFilter filter(Query query) {
        List<String> ids = query.list("runs", RunHandler.MAX_IDS);
        Optional<String> experiment = query.text("experiment");
        Optional<Filter> search = SearchHandler.filter(query);
        if (ids.isEmpty() == (experiment.isEmpty() && search.isEmpty()))
            throw HttpProblem.badRequest("runs", "or experiment, filter or both of these must be given");
        RunFilter some =
                ids.isEmpty() ? experiment.map(RunFilter::ofExperiment).orElse(RunFilter.ALL) : RunFilter.ofRuns(ids);
        return some.and(search);
    }

    private static void requireRuns(Transaction tx, RunFilter filter) {
        filter.ids().map(ids -> ReportQueries.missing(tx, ids)).stream()
                .flatMap(List::stream)
                .findFirst()
                .ifPresent(id -> {
                    throw RunHandler.missing(id);
                });
        if (HistoryQueries.runs(tx, filter, 0, 1).isEmpty()) {
            if (filter.search().isPresent()) throw new HttpProblem(404, "No run fits the filter");
            throw HttpProblem.notFound(
                    "experiment with runs called", filter.experiment().orElse(""));
        }
    }

    /** Some lines, and how to read the next ones; nothing if these are the last. */
    private record Page(Buffer text, @Nullable Function<Transaction, Page> next) {}

    private static Page runsHeader(Transaction tx, RunFilter filter) {
        Columns columns = ReportQueries.columns(tx, filter);
        return new Page(ComparisonCsv.header(columns), later -> runs(later, filter, columns, 0));
    }

    private static Page runs(Transaction tx, RunFilter filter, Columns columns, long after) {
        Chunk chunk = ReportQueries.runs(tx, filter, after, RUNS);
        return new Page(
                ComparisonCsv.runs(chunk.runs(), columns),
                chunk.runs().size() < RUNS ? null : later -> runs(later, filter, columns, chunk.last()));
    }

    private static Page historyHeader(RunFilter filter) {
        return new Page(ComparisonCsv.historyHeader(), later -> histories(later, filter, 0));
    }

    /** The values of the next runs. */
    private static Page histories(Transaction tx, RunFilter filter, long after) {
        List<Run> runs = HistoryQueries.runs(tx, filter, after, HISTORIES);
        return runs.isEmpty() ? new Page(Buffer.buffer(), null) : values(tx, filter, runs, HistoryKey.START);
    }

    /** The next values of these runs. */
    private static Page values(Transaction tx, RunFilter filter, List<Run> runs, HistoryKey after) {
        List<HistoryRow> rows = HistoryQueries.values(tx, runs, after, VALUES);
        return new Page(
                ComparisonCsv.history(rows),
                rows.size() < VALUES
                        ? later -> histories(later, filter, runs.getLast().row())
                        : later -> values(later, filter, runs, rows.getLast().key()));
    }

    private static Page stepsHeader(RunFilter filter) {
        return new Page(ComparisonCsv.stepsHeader(), later -> steps(later, filter, 0));
    }

    /** The values within epochs of the next runs. */
    private static Page steps(Transaction tx, RunFilter filter, long after) {
        List<Run> runs = HistoryQueries.runs(tx, filter, after, HISTORIES);
        return runs.isEmpty() ? new Page(Buffer.buffer(), null) : steps(tx, filter, runs, HistoryKey.START);
    }

    /** The values of the next epochs of these runs. */
    private static Page steps(Transaction tx, RunFilter filter, List<Run> runs, HistoryKey after) {
        List<Epoch> epochs = StepHistoryQueries.epochs(tx, runs, after, EPOCHS);
        return new Page(
                ComparisonCsv.steps(epochs),
                epochs.size() < EPOCHS
                        ? later -> steps(later, filter, runs.getLast().row())
                        : later -> steps(later, filter, runs, epochs.getLast().key()));
    }

    private void send(RoutingContext context, Page first, String fileName) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .putHeader("Cache-Control", "no-store");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end().onFailure(gone -> {});
            return;
        }
        response.setChunked(true);
        sendFrom(response, first).compose(sent -> response.end()).onFailure(context::fail);
    }

    /** The write ends when the client has taken the page in, and only then is the next one read. */
    private Future<Void> sendFrom(HttpServerResponse response, Page page) {
        Future<Void> written = response.write(page.text());
        Function<Transaction, Page> next = page.next();
        if (next == null) return written;
        return written.compose(done ->
                        backend.heavyThreads().call(() -> backend.database().read(next)))
                .compose(following -> sendFrom(response, following));
    }
}
