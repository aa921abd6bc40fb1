package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.storage.SavedViews;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Saved views: everybody sees all of them, and who may change something may save and delete. */
final class ViewHandler {
    private static final int MAX_NAME = 100;
    private static final int MAX_QUERY = 12_000;
    private static final String PAGES = "/(runs|compare|experiments/[0-9a-z]{1,40})";

    private final Backend backend;

    ViewHandler(Backend backend) {
        this.backend = backend;
    }

    void list(RoutingContext context) {
        Query.of(context);
        backend.answer(context, tx -> {
            ObjectNode body = Json.object();
            body.putArray("items").addAll(SavedViews.list(tx));
            return body;
        });
    }

    void save(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        Buffer body = JsonBody.of(context);
        backend.perform(
                context,
                () -> {
                    BodyFields fields = BodyFields.read(body, Set.of("name", "path", "query"));
                    SavedViews.View view = new SavedViews.View(name(fields), path(fields), query(fields));
                    backend.commands().saveView(caller, view);
                    return view;
                },
                saved -> SessionHandler.noContent(context));
    }

    private static String name(BodyFields fields) {
        String name = fields.text("name", MAX_NAME).strip();
        if (name.isEmpty()) throw HttpProblem.badRequest("name", "must not be empty");
        if (name.codePoints().anyMatch(Character::isISOControl))
            throw HttpProblem.badRequest("name", "must not contain control characters");
        return name;
    }

    /** A page of runs: what is saved is opened by others with one click. */
    private static String path(BodyFields fields) {
        String path = fields.text("path", MAX_NAME);
        if (!path.matches(PAGES))
            throw HttpProblem.badRequest(
                    "path", "must be /runs, /compare or /experiments/ID, but is " + Excerpt.of(path));
        return path;
    }

    private static String query(BodyFields fields) {
        String query = fields.text("query", MAX_QUERY);
        if (query.codePoints().anyMatch(Character::isISOControl) || query.indexOf('#') >= 0)
            throw HttpProblem.badRequest("query", "must be what follows the question mark of an address");
        return query;
    }

    void delete(RoutingContext context) {
        String name = Query.of(context, "name")
                .text("name")
                .orElseThrow(() -> HttpProblem.badRequest("name", "must name the view"));
        Caller caller = AccessGuard.caller(context);
        backend.perform(context, () -> backend.commands().deleteView(caller, name), deleted -> {
            if (!deleted) throw HttpProblem.notFound("view", Excerpt.of(name));
            SessionHandler.noContent(context);
        });
    }
}
