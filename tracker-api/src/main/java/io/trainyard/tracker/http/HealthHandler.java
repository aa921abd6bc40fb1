package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/** What operators and their machines ask. */
final class HealthHandler {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private final Backend backend;
    private final Callable<TrackerHealth> health;
    private final PrometheusMeterRegistry meters;

    HealthHandler(Backend backend, Callable<TrackerHealth> health, PrometheusMeterRegistry meters) {
        this.backend = backend;
        this.health = health;
        this.meters = meters;
    }

    void alive(RoutingContext context) {
        Json.send(context.response(), 200, Json.object().put("status", "ok"));
    }

    void ready(RoutingContext context) {
        backend.perform(context, health, now -> {
            ObjectNode body = Json.object().put("status", now.isReady() ? "ready" : "unavailable");
            ObjectNode items = body.putObject("checks");
            now.checks().forEach((name, passed) -> items.put(name, passed ? "ok" : "failed"));
            if (Double.isFinite(now.ingestLagSeconds())) body.put("ingestLagSeconds", now.ingestLagSeconds());
            else body.putNull("ingestLagSeconds");
            body.put("ingestionStopped", now.ingestionStopped().orElse(null));
            Json.send(context.response(), now.isReady() ? 200 : 503, body);
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
