package io.trainyard.tracker.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.QuarantineQueries;
import io.trainyard.tracker.storage.StorageException;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The HTTP server: one router of all {@link Routes} in front of the handlers. */
public final class HttpApi implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 10;
    private final HttpServer server;
    private final WorkerExecutor executor;

    private final List<Routes.Route> routes;

    private HttpApi(HttpServer server, WorkerExecutor executor, List<Routes.Route> routes) {
        this.server = server;
        this.routes = routes;
        this.executor = executor;
    }

    /**
     * Where to listen.
     *
     * @param port 0 for a free one
     * @param jdbcThreads that requests share, as many as there are connections for them
     */
    public record Settings(String host, int port, int jdbcThreads) {}

    /**
     * What the API shows and does.
     *
     * @param readiness which parts of the tracker work, by name; called on a JDBC thread
     * @param workerTerms told to every worker that asks
     * @param artifacts folder in which the workers leave the files of runs, if this tracker sees it
     */
    public record Parts(
            Database database,
            Commands commands,
            RunFeed feed,
            Callable<Map<String, Boolean>> readiness,
            WorkerTerms workerTerms,
            Optional<Path> artifacts,
            PrometheusMeterRegistry meters) {}

    public static HttpApi start(Vertx vertx, Settings settings, Parts parts) {
        return start(vertx, settings, parts, StreamTimes.DEFAULT);
    }

    static HttpApi start(Vertx vertx, Settings settings, Parts parts, StreamTimes times) {
        WorkerExecutor executor = vertx.createSharedWorkerExecutor("tracker-jdbc", settings.jdbcThreads());
        try {
            Backend backend = new Backend(new JdbcThreads(executor), parts.database(), parts.commands());
            Gauge.builder("trainyard.quarantined.records", () -> quarantined(parts.database()))
                    .description("Records from Kafka that could not be used")
                    .register(parts.meters());
            List<Routes.Route> routes = Routes.all(handlers(backend, parts, times));
            Router router = router(vertx, settings.host(), routes);
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port())
                    .setCompressionSupported(true)
                    .setMaxInitialLineLength(64 * 1024);
            HttpServer server = vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return new HttpApi(server, executor, routes);
        } catch (RuntimeException e) {
            executor.close();
            throw e;
        }
    }

    /** Asked at every scrape, in a JDBC thread; not a number while the database is away. */
    private static double quarantined(Database database) {
        try {
            return database.read(QuarantineQueries::count);
        } catch (StorageException e) {
            return Double.NaN;
        }
    }

    static Routes.Handlers handlers(Backend backend, Parts parts, StreamTimes times) {
        return new Routes.Handlers(
                new ExperimentHandler(backend),
                new RunHandler(backend),
                new ArtifactHandler(backend, parts.artifacts()),
                new MetricHandler(backend),
                new WorkerHandler(backend, parts.workerTerms()),
                new QuarantineHandler(backend),
                new PresetHandler(),
                new ReportHandler(backend),
                new RunStreamHandler(backend, parts.feed(), times),
                new HealthHandler(backend, parts.readiness(), parts.meters()));
    }

    private static Router router(Vertx vertx, String host, List<Routes.Route> routes) {
        Router router = Router.router(vertx);
        ProblemHandler problems = new ProblemHandler();
        for (int status : List.of(400, 404, 405, 413, 500)) router.errorHandler(status, problems);
        router.route().failureHandler(problems);
        router.route().handler(SecurityHeaders::add);
        router.route().handler(new OriginGuard(host));
        for (Routes.Route route : routes) {
            if (route.json()) {
                router.route(route.method(), route.path()).handler(JsonBody::requireJson);
                router.route(route.method(), route.path())
                        .handler(BodyHandler.create(false).setBodyLimit(JsonBody.MAX_BYTES));
            }
            router.route(route.method(), route.path()).handler(route.handler());
        }
        allowedMethods(routes)
                .forEach((path, allowed) -> router.route(path)
                        .handler(context -> context.fail(new HttpProblem(
                                405,
                                context.request().method() + " is not possible here, only " + allowed,
                                List.of(),
                                Map.of("Allow", allowed)))));
        StaticFiles files = new StaticFiles();
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(files);
        router.route().last().handler(context -> context.fail(404));
        return router;
    }

    private static Map<String, String> allowedMethods(List<Routes.Route> routes) {
        return routes.stream()
                .collect(Collectors.groupingBy(
                        Routes.Route::path,
                        Collectors.mapping(route -> route.method().name(), Collectors.joining(", "))));
    }

    List<Routes.Route> routes() {
        return routes;
    }

    public int port() {
        return server.actualPort();
    }

    /** Ends open streams and requests; browsers connect again by themselves. */
    @Override
    public void close() {
        try {
            server.close()
                    .eventually(executor::close)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
