package io.trainyard.tracker.http;

import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.StreamQueries;
import io.trainyard.tracker.storage.StreamQueries.Scope;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens streams of what changes. A browser that reconnects and one that is up to date are served by the same code. */
final class RunStreamHandler {
    private static final int MAX_STREAMS = 1000;

    private final Backend backend;
    private final RunFeed feed;
    private final StreamTimes times;
    private final Set<RunStream> open = ConcurrentHashMap.newKeySet();

    RunStreamHandler(Backend backend, RunFeed feed, StreamTimes times) {
        this.backend = backend;
        this.feed = feed;
        this.times = times;
    }

    void open(RoutingContext context) {
        Query query = Query.of(context, "runs", "experiment", "workers", "lastEventId");
        Scope scope = scope(query);
        Optional<Long> seen = lastEventId(context, query);
        if (open.size() >= MAX_STREAMS) throw new HttpProblem(503, "Too many streams are open");
        backend.answer(context, StreamQueries::newest, newest -> start(context, scope, seen, newest));
    }

    private void start(RoutingContext context, Scope scope, Optional<Long> seen, long newest) {
        HttpServerResponse response = context.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                // A compressor would hold events back; a proxy in front is asked not to buffer either.
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no");
        // A number from another database, or from before a restore, lies in the future: such a client starts anew.
        long after = seen.filter(number -> number <= newest).orElse(newest);
        RunStream stream = new RunStream(context.vertx().getOrCreateContext(), response, backend, scope, after, times);
        open.add(stream);
        response.closeHandler(gone -> {
            open.remove(stream);
            stream.stop();
        });
        stream.start(feed, seen.isEmpty() || after != seen.get());
    }

    private static Scope scope(Query query) {
        List<String> runs = query.list("runs", RunHandler.MAX_IDS);
        Optional<String> experiment = query.text("experiment");
        if (!runs.isEmpty() && experiment.isPresent())
            throw HttpProblem.badRequest("experiment", "must not be given together with runs");
        RunFilter filter = new RunFilter(
                experiment, List.of(), Optional.empty(), runs.isEmpty() ? Optional.empty() : Optional.of(runs));
        boolean chosen = !runs.isEmpty();
        return new Scope(filter, chosen || experiment.isPresent(), chosen, !chosen, query.flag("workers"));
    }

    private static Optional<Long> lastEventId(RoutingContext context, Query query) {
        // The header comes from a browser that reconnects, so it is newer than the parameter of the address.
        String header = context.request().getHeader("Last-Event-ID");
        if (header == null || header.isBlank())
            return query.longInteger("lastEventId").map(RunStreamHandler::natural);
        try {
            return Optional.of(natural(Long.parseLong(header.strip())));
        } catch (NumberFormatException e) {
            throw HttpProblem.badRequest("Last-Event-ID", "must be a whole number");
        }
    }

    private static long natural(long number) {
        if (number < 0) throw HttpProblem.badRequest("lastEventId", "must not be negative");
        return number;
    }
}
