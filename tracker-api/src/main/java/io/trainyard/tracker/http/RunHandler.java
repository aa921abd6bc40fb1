package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.search.Filter;
import io.trainyard.tracker.search.RunAttribute;
import io.trainyard.tracker.storage.RunCursor;
import io.trainyard.tracker.storage.RunDetailQueries;
import io.trainyard.tracker.storage.RunFields;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.RunMoves.Answer;
import io.trainyard.tracker.storage.RunPages;
import io.trainyard.tracker.storage.RunQueries;
import io.trainyard.tracker.storage.RunSort;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.StreamQueries;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs: listing, showing, changing, deleting. What moves them is {@link RunMoveHandler}'s. */
final class RunHandler {
    static final int MAX_IDS = 1000;
    private static final int MOST = 500;
    private static final int MOST_OF_FEW_FIELDS = 5000;
    private static final List<String> STATUSES =
            List.of("queued", "running", "paused", "completed", "failed", "cancelled");

    private final Backend backend;

    RunHandler(Backend backend) {
        this.backend = backend;
    }

    void list(RoutingContext context) {
        Query query = Query.of(
                context,
                "experiment",
                "status",
                "text",
                "sort",
                "limit",
                "after",
                "ids",
                "fields",
                "filter",
                "archived");
        RunFilter filter = filter(query);
        String order = query.text("sort").orElse("-createdAt");
        RunSort sort = RunSort.parse(order)
                .orElseThrow(() -> HttpProblem.badRequest(
                        "sort",
                        "is '" + Excerpt.of(order) + "', but must be metric.NAME, best.NAME, param.NAME or one of "
                                + String.join(", ", RunSort.columns()) + ", with - in front for the reverse"));
        RunPages.Listing listing = new RunPages.Listing(filter, sort, fields(query));
        int limit = query.integer("limit", 50, 1, listing.fields().areFew() ? MOST_OF_FEW_FIELDS : MOST);
        Optional<RunCursor> after = query.text("after").map(text -> Cursor.run(order, text));
        Function<Transaction, JsonNode> reading = tx -> {
            RunPages.Page page = page(tx, listing, after, limit);
            return Json.page(page.runs(), page.next().map(cursor -> Cursor.of(order, cursor)))
                    .put("upTo", StreamQueries.newest(tx));
        };
        if (filter.search().isEmpty()) backend.answer(context, reading);
        else backend.answerMuch(context, SearchHandler.limited(reading));
    }

    private static RunFields fields(Query query) {
        List<String> names = query.list("fields", MAX_IDS);
        if (names.isEmpty()) return RunFields.ALL;
        return RunFields.parse(names)
                .orElseThrow(() -> HttpProblem.badRequest(
                        "fields",
                        "must be param.NAME, metric.NAME, id or some of " + String.join(", ", RunFields.names())));
    }

    private static RunPages.Page page(Transaction tx, RunPages.Listing listing, Optional<RunCursor> after, int limit) {
        try {
            return RunPages.page(tx, listing, after, limit);
        } catch (StorageException e) {
            // The value in a cursor that somebody made up is not of the sort key's type, or too deep to be read.
            if (after.isPresent() && isDataError(e)) throw Cursor.wrong();
            throw e;
        }
    }

    private static boolean isDataError(StorageException e) {
        // Data exception; syntax that a cast refuses; program limit exceeded.
        return e.getCause() instanceof SQLException cause
                && String.valueOf(cause.getSQLState()).matches("(22|42|54).*");
    }

    /** Which runs a list is of. */
    static RunFilter filter(Query query) {
        List<String> statuses = query.list("status", STATUSES.size());
        for (String status : statuses)
            if (!STATUSES.contains(status))
                throw HttpProblem.badRequest(
                        "status", "is '" + Excerpt.of(status) + "', but must be one of " + String.join(", ", STATUSES));
        List<String> ids = query.list("ids", MAX_IDS);
        Optional<Filter> search = SearchHandler.filter(query);
        // Whoever asks for certain runs, or for archived ones, gets them.
        boolean archived = query.flag("archived")
                || !ids.isEmpty()
                || search.filter(filter -> filter.speaksOf(RunAttribute.ARCHIVED))
                        .isPresent();
        return new RunFilter(
                query.text("experiment"),
                statuses,
                query.text("text"),
                ids.isEmpty() ? Optional.empty() : Optional.of(ids),
                search,
                archived);
    }

    void show(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        backend.answer(context, 200, () -> {
            ObjectNode run = backend.database()
                    .read(tx -> RunDetailQueries.find(tx, id)
                            .orElseThrow(() -> missing(id))
                            .put("upTo", StreamQueries.newest(tx)));
            RunDetails.complete(run);
            return run;
        });
    }

    void edit(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Caller caller = AccessGuard.caller(context);
        Buffer body = JsonBody.of(context);
        backend.answer(context, 200, () -> {
            backend.commands().edit(caller, existing(id), EditBody.ofRun(body));
            return backend.database().read(tx -> RunQueries.find(tx, id).orElseThrow(() -> missing(id)));
        });
    }

    void delete(RoutingContext context) {
        Query.of(context);
        String id = context.pathParam("id");
        Caller caller = AccessGuard.caller(context);
        backend.perform(
                context,
                () -> {
                    Answer answer = backend.commands().delete(caller, existing(id));
                    require(answer, id, "cannot be deleted");
                    // One that trains is told to stop, and is there until it has.
                    return answer == Answer.DONE
                            ? Optional.<ObjectNode>empty()
                            : backend.database().read(tx -> RunQueries.find(tx, id));
                },
                left -> left.ifPresentOrElse(
                        run -> Json.send(context.response(), 202, run),
                        () -> context.response().setStatusCode(204).end().onFailure(gone -> {})));
    }

    static void require(Answer answer, String id, String refusal) {
        switch (answer) {
            case DONE, UNDER_WAY -> {}
            case NO_SUCH_RUN -> throw missing(id);
            case WRONG_STATUS -> throw HttpProblem.conflict("Run " + id + " " + refusal);
            case TRAINED_ELSEWHERE ->
                throw HttpProblem.conflict(
                        "Run " + id
                                + " is trained elsewhere, by no worker: only its own program can have it wait, go on or be trained further");
            case TRAINED_HERE ->
                throw HttpProblem.conflict("Run " + id + " is trained by a worker, which tells of it itself");
        }
    }

    static RunId existing(String id) {
        try {
            return new RunId(id);
        } catch (InvalidSpecException noId) {
            throw missing(id);
        }
    }

    static HttpProblem missing(String id) {
        return HttpProblem.notFound("run", Excerpt.of(id));
    }
}
