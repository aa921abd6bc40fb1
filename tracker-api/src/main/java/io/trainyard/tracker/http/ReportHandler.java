package io.trainyard.tracker.http;

import io.trainyard.tracker.http.ReportPages.Page;
import io.trainyard.tracker.search.Filter;
import io.trainyard.tracker.storage.ExperimentQueries;
import io.trainyard.tracker.storage.HistoryQueries;
import io.trainyard.tracker.storage.ReportQueries;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.SeedGroupQueries.By;
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

/** Reports as CSV files, written page by page: no connection is held while a slow client reads. */
final class ReportHandler {
    private static final int MAX_COLUMNS = 20;
    private static final Buffer BYTE_ORDER_MARK = Buffer.buffer("\uFEFF");

    private final Backend backend;

    ReportHandler(Backend backend) {
        this.backend = backend;
    }

    /**
     * What is asked for.
     *
     * @param by what runs of a group have in common
     * @param mark whether the file begins with what spreadsheets know UTF-8 by
     * @param sealed whether the last line says that it is whole
     */
    private record Wish(RunFilter filter, String shape, List<By> by, boolean mark, boolean sealed) {}

    /** A report that begins, and the header that names its file. */
    private record Start(Page first, String name) {}

    void comparison(RoutingContext context) {
        Query query = Query.of(context, "runs", "experiment", "filter", "shape", "by", "bom", "checksum");
        String shape = query.choice("shape", List.of("runs", "grouped", "history", "steps"), "runs");
        List<By> by = query.list("by", MAX_COLUMNS).stream()
                .map(name -> new By(name, GroupHandler.key(name)))
                .toList();
        if (!by.isEmpty() && !shape.equals("grouped")) throw HttpProblem.badRequest("by", "is for the shape grouped");
        Wish wish = new Wish(filter(query), shape, by, query.flag("bom"), query.flag("checksum"));
        Future<Start> start =
                backend.heavyThreads().call(() -> backend.database().read(tx -> begin(tx, wish)));
        backend.finish(context, start, begun -> send(context, wish, begun));
    }

    private Start begin(Transaction tx, Wish wish) {
        RunFilter filter = wish.filter();
        requireRuns(tx, filter);
        Page first = switch (wish.shape()) {
            case "grouped" -> ReportPages.ofGroups(tx, filter, wish.by());
            case "history" -> ReportPages.ofHistories(filter);
            case "steps" -> ReportPages.ofSteps(filter);
            default -> ReportPages.ofRuns(tx, filter);
        };
        Optional<String> experiment = filter.experiment()
                .flatMap(id -> ExperimentQueries.find(tx, List.of(id)).stream().findFirst())
                .map(found -> found.path("name").asText());
        boolean some = filter.search().isPresent();
        return new Start(
                first,
                ReportName.header(
                        experiment,
                        some,
                        wish.shape(),
                        backend.commands().clock().instant()));
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

    private void send(RoutingContext context, Wish wish, Start begun) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", begun.name())
                .putHeader("Cache-Control", "no-store");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end().onFailure(gone -> {});
            return;
        }
        response.setChunked(true);
        ReportSeal seal = new ReportSeal();
        Page first = begun.first();
        Buffer text = wish.mark() ? BYTE_ORDER_MARK.copy().appendBuffer(first.text()) : first.text();
        sendFrom(response, new Page(text, first.next()), seal)
                .compose(sent -> wish.sealed() ? response.end(seal.line()) : response.end())
                .onFailure(context::fail);
    }

    /** The write ends when the client has taken the page in, and only then is the next one read. */
    private Future<Void> sendFrom(HttpServerResponse response, Page page, ReportSeal seal) {
        Future<Void> written = response.write(seal.counted(page.text()));
        @Nullable Function<Transaction, Page> next = page.next();
        if (next == null) return written;
        return written.compose(done ->
                        backend.heavyThreads().call(() -> backend.database().read(next)))
                .compose(following -> sendFrom(response, following, seal));
    }
}
