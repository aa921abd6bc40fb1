package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.StreamQueries;
import io.trainyard.tracker.storage.StreamQueries.Watch;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Opens streams of what changes. A browser that reconnects and one that is up to date are served by the same code. */
final class RunStreamHandler {
    private static final int MAX_EXPERIMENTS = 100;

    private final RunStream.Shared shared;
    private final OpenStreams open;

    RunStreamHandler(Backend backend, LiveChanges changes, StreamTimes times, OpenStreams open) {
        this.shared = new RunStream.Shared(backend, changes, times, new AtomicLong());
        this.open = open;
    }

    void open(RoutingContext context) {
        Query query = Query.of(context, "runs", "experiment", "all", "workers", "lastEventId");
        Watch watch = watch(query);
        Optional<Long> seen = lastEventId(context, query);
        shared.backend()
                .perform(
                        context,
                        () -> shared.backend().database().read(StreamQueries::newest),
                        newest -> start(context, watch, seen, newest));
    }

    private void start(RoutingContext context, Watch watch, Optional<Long> seen, long newest) {
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                // A compressor would hold events back; a proxy in front is asked not to buffer either.
                .putHeader("Content-Encoding", "identity")
                .putHeader("X-Accel-Buffering", "no");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end().onFailure(gone -> {});
            return;
        }
        response.setChunked(true);
        // A number from another database, or from before a restore, lies in the future: such a client starts anew.
        long after = seen.filter(number -> number <= newest).orElse(newest);
        RunStream stream = new RunStream(context.vertx().getOrCreateContext(), response, watch, after, shared);
        context.addEndHandler(ended -> {
            open.remove(stream);
            stream.stop();
        });
        open.add(stream, AccessGuard.caller(context));
        stream.start(seen.isEmpty() || after != seen.get());
    }

    private static Watch watch(Query query) {
        Set<String> runs = Set.copyOf(query.list("runs", RunHandler.MAX_IDS));
        Set<String> experiments = Set.copyOf(query.list("experiment", MAX_EXPERIMENTS));
        boolean all = query.flag("all") || (runs.isEmpty() && experiments.isEmpty());
        return new Watch(all, false, runs, experiments, query.flag("workers"));
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
