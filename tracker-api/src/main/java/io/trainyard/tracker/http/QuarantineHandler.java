package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.QuarantineQueries;
import io.trainyard.tracker.storage.RowPage;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The records from Kafka that the tracker could not use, for a person to look at. */
final class QuarantineHandler {
    private final Backend backend;

    QuarantineHandler(Backend backend) {
        this.backend = backend;
    }

    void list(RoutingContext context) {
        Query query = Query.of(context, "limit", "after");
        int limit = query.integer("limit", 50, 1, 500);
        Optional<Long> after = query.text("after").map(Cursor::row);
        backend.answer(context, tx -> {
            RowPage page = QuarantineQueries.list(tx, after, limit);
            return Json.page(page.items(), page.next().map(Cursor::of));
        });
    }
}
