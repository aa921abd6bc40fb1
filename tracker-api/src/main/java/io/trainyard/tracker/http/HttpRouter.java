package io.trainyard.tracker.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every request goes through, in order, before its handler has it. Shared by all event loops. */
final class HttpRouter {
    private static final int MAX_HEAVY = 32;
    private static final int MAX_HEAVY_OF_CLIENT = 8;
    private static final int MAX_STREAMS = 1000;
    private static final int MAX_STREAMS_OF_CLIENT = 200;

    private static final int MAX_FILES = 64;
    private static final int MAX_FILES_OF_CLIENT = 32;

    private final List<Routes.Route> routes;
    private final HostGuard hosts;
    private final AccessGuard access;
    private final ProblemHandler problems = new ProblemHandler();
    private final StaticFiles files = new StaticFiles();
    private final ClientLimits heavy = new ClientLimits("large answers", MAX_HEAVY, MAX_HEAVY_OF_CLIENT);
    private final ClientLimits streams = new ClientLimits("streams", MAX_STREAMS, MAX_STREAMS_OF_CLIENT);

    private final ClientLimits transfers = new ClientLimits("transfers of files", MAX_FILES, MAX_FILES_OF_CLIENT);

    HttpRouter(List<Routes.Route> routes, HostGuard hosts, AccessGuard access) {
        this.routes = routes;
        this.hosts = hosts;
        this.access = access;
    }

    int openStreams() {
        return streams.taken();
    }

    Router on(Vertx vertx) {
        Router router = Router.router(vertx);
        for (int status : List.of(400, 404, 405, 413, 500)) router.errorHandler(status, problems);
        router.route().failureHandler(problems);
        router.route().handler(SecurityHeaders::add);
        router.route().handler(RequestTarget::check);
        router.route().handler(hosts);
        routes.forEach(route -> add(router, route));
        allowedMethods().forEach((path, allowed) -> router.route(path).handler(context -> refuse(context, allowed)));
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(files);
        router.route().last().handler(context -> context.fail(404));
        return router;
    }

    private void add(Router router, Routes.Route route) {
        at(router, route).handler(access.requiring(route.rule()));
        if (route.body() != Routes.Body.NONE) {
            long maxBytes = route.body().maxBytes;
            at(router, route).handler(context -> JsonBody.requireJson(context, maxBytes));
            at(router, route).handler(BodyHandler.create(false).setBodyLimit(maxBytes));
        }
        limits(route.cost()).forEach(limit -> at(router, route).handler(limit));
        at(router, route).handler(route.handler());
    }

    private static Route at(Router router, Routes.Route route) {
        Route at = router.route(route.method(), route.path());
        return route.method().equals(HttpMethod.GET) ? at.method(HttpMethod.HEAD) : at;
    }

    private List<Handler<RoutingContext>> limits(Routes.Cost cost) {
        return switch (cost) {
            case USUAL -> List.of();
            case HEAVY -> List.of(heavy);
            case STREAM -> List.of(streams);
            case FILE -> List.of(transfers);
        };
    }

    private Map<String, String> allowedMethods() {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (Routes.Route route : routes) {
            List<String> ofPath = methods.computeIfAbsent(route.path(), path -> new ArrayList<>());
            ofPath.add(route.method().name());
            if (route.method().equals(HttpMethod.GET)) ofPath.add("HEAD");
        }
        Map<String, String> allowed = new LinkedHashMap<>();
        methods.forEach((path, names) -> allowed.put(path, String.join(", ", names)));
        return allowed;
    }

    private static void refuse(RoutingContext context, String allowed) {
        context.fail(new HttpProblem(
                405, "This method is not possible here, only " + allowed, List.of(), Map.of("Allow", allowed)));
    }
}
