package io.trainyard.tracker.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Every URL of the tracker; all others belong to the browser's program. */
final class Routes {
    static final String API = "/api/v1";
    private static final String FILE = "/runs/:id/attempts/:attempt/files/:name";

    /** What a request costs. */
    enum Cost {
        /** Some milliseconds. */
        USUAL,
        /** Much is read for it, or sent. */
        HEAVY,
        /** It stays open. */
        STREAM,
        /** A file goes over the network, for as long as that takes. */
        FILE
    }

    /** One URL with its method; {@code json} if it takes a body. What is there for GET is there for HEAD. */
    record Route(HttpMethod method, String path, boolean json, Cost cost, Handler<RoutingContext> handler) {}

    /** What answers. */
    record Handlers(
            ExperimentHandler experiments,
            RunHandler runs,
            ArtifactHandler artifacts,
            FileHandler files,
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
                delete(API + "/experiments/:id", to.experiments()::delete),
                get(API + "/runs", to.runs()::list),
                get(API + "/runs/:id", to.runs()::show),
                delete(API + "/runs/:id", to.runs()::delete),
                post(API + "/runs/:id/cancel", to.runs()::cancel),
                get(API + "/runs/:id/artifacts/:name", to.artifacts()::download),
                get(API + "/runs/:id/files", to.files()::list),
                file(HttpMethod.GET, API + FILE, to.files()::fetch),
                file(HttpMethod.PUT, API + FILE, to.files()::send),
                delete(API + FILE, to.files()::delete),
                getMuch(API + "/runs/:id/metrics", to.metrics()::ofRun),
                getMuch(API + "/metrics", to.metrics()::ofRuns),
                get(API + "/workers", to.workers()::list),
                get(API + "/queue/demand", to.workers()::demand),
                get(API + "/worker-configuration", to.workers()::configuration),
                get(API + "/quarantine", to.quarantine()::list),
                post(API + "/quarantine/replay", to.quarantine()::replayAll),
                post(API + "/quarantine/:id/replay", to.quarantine()::replay),
                delete(API + "/quarantine/:id", to.quarantine()::drop),
                get(API + "/presets", to.presets()::show),
                postJson(API + "/networks/resolve", to.presets()::resolve),
                stream(API + "/stream", to.streams()::open),
                getMuch(API + "/reports/comparison.csv", to.reports()::comparison),
                get("/healthz", to.health()::alive),
                get("/readyz", to.health()::ready),
                get("/metrics", to.health()::metrics));
    }

    private static Route get(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.GET, path, false, Cost.USUAL, handler);
    }

    private static Route getMuch(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.GET, path, false, Cost.HEAVY, handler);
    }

    private static Route stream(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.GET, path, false, Cost.STREAM, handler);
    }

    private static Route file(HttpMethod method, String path, Handler<RoutingContext> handler) {
        return new Route(method, path, false, Cost.FILE, handler);
    }

    /** Whether the body of a request may take as long as it gets on: only files do. */
    static boolean carriesFile(String method, String target) {
        return method.equals("PUT") && target.startsWith(API + "/runs/") && target.contains("/files/");
    }

    private static Route post(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.POST, path, false, Cost.USUAL, handler);
    }

    private static Route postJson(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.POST, path, true, Cost.USUAL, handler);
    }

    private static Route delete(String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.DELETE, path, false, Cost.USUAL, handler);
    }
}
