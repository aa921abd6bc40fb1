package io.trainyard.tracker.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Every URL of the tracker; all others belong to the browser's program. */
final class Routes {
    static final String API = "/api/v1";

    /** One URL with its method; {@code json} if it takes a body. */
    record Route(HttpMethod method, String path, boolean json, Handler<RoutingContext> handler) {}

    /** What answers. */
    record Handlers(
            ExperimentHandler experiments,
            RunHandler runs,
            ArtifactHandler artifacts,
            MetricHandler metrics,
            WorkerHandler workers,
            QuarantineHandler quarantine,
            PresetHandler presets,
            ReportHandler reports,
            RunStreamHandler streams,
            HealthHandler health) {}

    private Routes() {}

    static List<Route> all(Handlers to) {
        return List.of(
                postJson(API + "/experiments", to.experiments()::create),
                get(API + "/experiments", to.experiments()::list),
                get(API + "/experiments/:id", to.experiments()::show),
                get(API + "/runs", to.runs()::list),
                get(API + "/runs/:id", to.runs()::show),
                delete(API + "/runs/:id", to.runs()::delete),
                post(API + "/runs/:id/cancel", to.runs()::cancel),
                get(API + "/runs/:id/artifacts/:name", to.artifacts()::download),
                get(API + "/runs/:id/metrics", to.metrics()::ofRun),
                get(API + "/metrics", to.metrics()::ofRuns),
                get(API + "/workers", to.workers()::list),
                get(API + "/worker-configuration", to.workers()::configuration),
                get(API + "/quarantine", to.quarantine()::list),
                get(API + "/presets", to.presets()::show),
                postJson(API + "/networks/resolve", to.presets()::resolve),
                get(API + "/stream", to.streams()::open),
                get(API + "/reports/comparison.csv", to.reports()::comparison),
                get("/healthz", to.health()::alive),
                get("/readyz", to.health()::ready),
                get("/metrics", to.health()::metrics));
    }

    private static Route get(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.GET, path, false, handler);
    }

    private static Route post(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.POST, path, false, handler);
    }

    private static Route postJson(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.POST, path, true, handler);
    }

    private static Route delete(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.DELETE, path, false, handler);
    }
}
