package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.access.AuditLog;
import io.trainyard.tracker.storage.access.AuditLog.Entry;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Who has changed what. */
final class AuditHandler {
    private final Backend backend;
    private final AuditLog audit;

    AuditHandler(Backend backend, AuditLog audit) {
        this.backend = backend;
        this.audit = audit;
    }

    void list(RoutingContext context) {
        Query query = Query.of(context, "limit", "after");
        int limit = query.integer("limit", 50, 1, 500);
        Optional<Long> after = query.text("after").map(Cursor::row);
        backend.answer(context, tx -> {
            List<Entry> entries = audit.list(tx, after, limit + 1);
            boolean more = entries.size() > limit;
            List<Entry> shown = more ? entries.subList(0, limit) : entries;
            return Json.page(
                    shown.stream().map(AuditHandler::json).toList(),
                    more ? Optional.of(Cursor.of(shown.getLast().id())) : Optional.empty());
        });
    }

    private static ObjectNode json(Entry entry) {
        return Json.object()
                .put("id", entry.id())
                .put("at", entry.at().toString())
                .put("user", entry.actor())
                .put("means", entry.means())
                .put("address", entry.address())
                .put("action", entry.action())
                .put("target", entry.target())
                .put("outcome", entry.outcome())
                .put("detail", entry.detail());
    }
}
