package io.trainyard.tracker.http;

import io.trainyard.tracker.files.GarbageCollection;
import io.trainyard.tracker.files.GarbageCollection.Collected;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Deletes the files that nobody needs when somebody wants that now, or tells how much that would be. */
final class GarbageHandler {
    private final Backend backend;
    private final FileThreads threads;
    private final Optional<GarbageCollection> garbage;

    GarbageHandler(Backend backend, FileThreads threads, Optional<GarbageCollection> garbage) {
        this.backend = backend;
        this.threads = threads;
        this.garbage = garbage;
    }

    void collect(RoutingContext context) {
        boolean dryRun = Query.of(context, "dryRun").flag("dryRun");
        GarbageCollection collection = garbage.orElseThrow(FileHandler::withoutStore);
        backend.finish(
                context,
                threads.call(() -> {
                    Collected collected = collection.collect(dryRun);
                    return Json.buffer(Json.object()
                            .put("dryRun", dryRun)
                            .put("files", collected.files())
                            .put("bytes", collected.bytes()));
                }),
                json -> Json.send(context.response(), 200, json));
    }
}
