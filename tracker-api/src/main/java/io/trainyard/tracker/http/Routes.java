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

    /** What comes with a request. */
    enum Body {
        NONE(0),
        /** A few fields, which come from people who may not have shown yet who they are. */
        FIELDS(16 << 10),
        /** A note, or the names of many runs. */
        TEXT(128 << 10),
        /** A specification. */
        SPEC(JsonBody.MAX_BYTES);

        final long maxBytes;

        Body(long maxBytes) {
            this.maxBytes = maxBytes;
        }
    }

    /** One URL with its method, and who may use it. What is there for GET is there for HEAD. */
    record Route(HttpMethod method, String path, Rule rule, Body body, Cost cost, Handler<RoutingContext> handler) {}

    /** What answers. */
    record Handlers(
            ExperimentHandler experiments,
            RunHandler runs,
            RunMoveHandler moves,
            GroupHandler groups,
            ViewHandler views,
            ExternalRunHandler external,
            ArtifactHandler artifacts,
            FileHandler files,
            GarbageHandler garbage,
            MetricHandler metrics,
            WorkerHandler workers,
            QueueHandler queue,
            QuarantineHandler quarantine,
            PresetHandler presets,
            ReportHandler reports,
            ComparisonHandler comparisons,
            SearchHandler search,
            BulkHandler bulk,
            RunStreamHandler streams,
            HealthHandler health,
            SessionHandler sessions,
            UserHandler users,
            TokenHandler tokens,
            AuditHandler audit,
            EnrolmentHandler enrolments) {}

    private Routes() {}

    static List<Route> all(Handlers to) {
        return List.of(
                postJson(Rule.CHANGE, API + "/experiments", to.experiments()::create),
                get(Rule.READ, API + "/experiments", to.experiments()::list),
                get(Rule.READ, API + "/experiments/:id", to.experiments()::show),
                delete(Rule.CHANGE, API + "/experiments/:id", to.experiments()::delete),
                withText(HttpMethod.PATCH, API + "/experiments/:id", to.experiments()::edit),
                postJson(Rule.CHANGE, API + "/experiments/:id/runs", to.experiments()::addRuns),
                get(Rule.READ, API + "/runs", to.runs()::list),
                getMuch(Rule.READ, API + "/groups", to.groups()::list),
                get(Rule.READ, API + "/views", to.views()::list),
                withFields(HttpMethod.PUT, Rule.CHANGE, API + "/views", to.views()::save),
                delete(Rule.CHANGE, API + "/views", to.views()::delete),
                postJson(Rule.CHANGE, API + "/runs", to.external()::create),
                postJson(Rule.CHANGE, API + "/runs/:id/points", to.external()::addPoints),
                withText(HttpMethod.POST, API + "/runs/:id/finish", to.external()::finish),
                withFields(HttpMethod.POST, Rule.CHANGE, API + "/runs/:id/reopen", to.external()::reopen),
                get(Rule.READ, API + "/search/completions", to.search()::complete),
                get(Rule.READ, API + "/runs/:id", to.runs()::show),
                withText(HttpMethod.PATCH, API + "/runs/:id", to.runs()::edit),
                withText(HttpMethod.POST, API + "/bulk/runs", to.bulk()::perform),
                delete(Rule.CHANGE, API + "/runs/:id", to.runs()::delete),
                post(Rule.CHANGE, API + "/runs/:id/cancel", to.moves()::cancel),
                post(Rule.CHANGE, API + "/runs/:id/pause", to.moves()::pause),
                post(Rule.CHANGE, API + "/runs/:id/resume", to.moves()::resume),
                withFields(HttpMethod.POST, Rule.CHANGE, API + "/runs/:id/retry", to.moves()::retry),
                withFields(HttpMethod.POST, Rule.CHANGE, API + "/runs/:id/extend", to.moves()::extend),
                get(Rule.READ, API + "/runs/:id/artifacts/:name", to.artifacts()::download),
                get(Rule.READ_OR_WORK, API + "/runs/:id/files", to.files()::list),
                file(Rule.READ_OR_WORK, HttpMethod.GET, API + FILE, to.files()::fetch),
                file(Rule.WORK, HttpMethod.PUT, API + FILE, to.files()::send),
                delete(Rule.WORK, API + FILE, to.files()::delete),
                post(Rule.ADMINISTER, API + "/files/collect-garbage", to.garbage()::collect),
                getMuch(Rule.READ, API + "/runs/:id/metrics", to.metrics()::ofRun),
                getMuch(Rule.READ, API + "/metrics", to.metrics()::ofRuns),
                get(Rule.READ, API + "/workers", to.workers()::list),
                getMuch(Rule.READ, API + "/queue", to.queue()::show),
                get(Rule.READ, API + "/queue/demand", to.workers()::demand),
                get(Rule.TAKE_PART, API + "/worker-configuration", to.workers()::configuration),
                get(Rule.READ, API + "/quarantine", to.quarantine()::list),
                post(Rule.ADMINISTER, API + "/quarantine/replay", to.quarantine()::replayAll),
                post(Rule.ADMINISTER, API + "/quarantine/:id/replay", to.quarantine()::replay),
                delete(Rule.ADMINISTER, API + "/quarantine/:id", to.quarantine()::drop),
                get(Rule.READ, API + "/presets", to.presets()::show),
                postJson(Rule.READ, API + "/networks/resolve", to.presets()::resolve),
                stream(Rule.READ, API + "/stream", to.streams()::open),
                getMuch(Rule.READ, API + "/comparison", to.comparisons()::compare),
                getMuch(Rule.READ, API + "/reports/comparison.csv", to.reports()::comparison),
                get(Rule.OPEN, API + "/session", to.sessions()::show),
                withFields(HttpMethod.POST, Rule.OPEN, API + "/session", to.sessions()::login),
                delete(Rule.OWN, API + "/session", to.sessions()::logout),
                withFields(HttpMethod.PUT, Rule.OWN, API + "/session/password", to.sessions()::changePassword),
                get(Rule.OWN, API + "/tokens", to.tokens()::list),
                withFields(HttpMethod.POST, Rule.OWN, API + "/tokens", to.tokens()::make),
                delete(Rule.OWN, API + "/tokens/:id", to.tokens()::revoke),
                get(Rule.LET_IN, API + "/users", to.users()::list),
                withFields(HttpMethod.POST, Rule.LET_IN, API + "/users", to.users()::add),
                withFields(HttpMethod.PATCH, Rule.LET_IN, API + "/users/:name", to.users()::change),
                get(Rule.LET_IN, API + "/enrolments", to.enrolments()::list),
                withFields(HttpMethod.POST, Rule.ENROL, API + "/enrolments", to.enrolments()::enrol),
                delete(Rule.LET_IN, API + "/enrolments/:name", to.enrolments()::revoke),
                get(Rule.ADMINISTER, API + "/audit", to.audit()::list),
                get(Rule.OPEN, "/healthz", to.health()::alive),
                get(Rule.OPEN, "/readyz", to.health()::ready),
                get(Rule.READ, "/metrics", to.health()::metrics));
    }

    private static Route get(Rule rule, String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.GET, path, rule, Body.NONE, Cost.USUAL, handler);
    }

    private static Route getMuch(Rule rule, String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.GET, path, rule, Body.NONE, Cost.HEAVY, handler);
    }

    private static Route stream(Rule rule, String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.GET, path, rule, Body.NONE, Cost.STREAM, handler);
    }

    private static Route file(Rule rule, HttpMethod method, String path, Handler<RoutingContext> handler) {
        return new Route(method, path, rule, Body.NONE, Cost.FILE, handler);
    }

    /** Whether the body of a request may take as long as it gets on: only files do. */
    static boolean carriesFile(String method, String target) {
        return method.equals("PUT") && target.startsWith(API + "/runs/") && target.contains("/files/");
    }

    private static Route post(Rule rule, String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.POST, path, rule, Body.NONE, Cost.USUAL, handler);
    }

    private static Route postJson(Rule rule, String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.POST, path, rule, Body.SPEC, Cost.USUAL, handler);
    }

    private static Route withFields(HttpMethod method, Rule rule, String path, Handler<RoutingContext> handler) {
        return new Route(method, path, rule, Body.FIELDS, Cost.USUAL, handler);
    }

    private static Route withText(HttpMethod method, String path, Handler<RoutingContext> handler) {
        return new Route(method, path, Rule.CHANGE, Body.TEXT, Cost.USUAL, handler);
    }

    private static Route delete(Rule rule, String path, Handler<RoutingContext> handler) {
        return new Route(HttpMethod.DELETE, path, rule, Body.NONE, Cost.USUAL, handler);
    }
}
