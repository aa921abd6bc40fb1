package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.Callable;

/** What operators and their machines ask. */
final class HealthHandler {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private final Backend backend;
    private final Callable<Map<String, Boolean>> checks;
    private final PrometheusMeterRegistry meters;

    HealthHandler(Backend backend, Callable<Map<String, Boolean>> checks, PrometheusMeterRegistry meters) {
        this.backend = backend;
        this.checks = checks;
        this.meters = meters;
    }

    void alive(RoutingContext context) {
        Json.send(context.response(), 200, Json.object().put("status", "ok"));
    }

    void ready(RoutingContext context) {
        backend.perform(context, checks, results -> {
            boolean ready = !results.containsValue(false);
            ObjectNode body = Json.object().put("status", ready ? "ready" : "unavailable");
            ObjectNode items = body.putObject("checks");
            results.forEach((name, passed) -> items.put(name, passed ? "ok" : "failed"));
            Json.send(context.response(), ready ? 200 : 503, body);
        });
    }

    void metrics(RoutingContext context) {
        backend.perform(
                context,
                meters::scrape,
                text -> context.response()
                        .putHeader("Content-Type", PROMETHEUS)
                        .end(Buffer.buffer(text))
                        .onFailure(gone -> {}));
    }
}
