package io.trainyard.tracker.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.files.GarbageCollection;
import io.trainyard.tracker.files.RunFiles;
import io.trainyard.tracker.ingest.PointIntake;
import io.trainyard.tracker.ingest.Quarantine;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QuarantineQueries;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The HTTP server: one router of all {@link Routes} in front of the handlers, on several event loops. */
public final class HttpApi implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 10;
    private static final int FILE_THREADS = 16;
    /** To read a file of hundreds of gigabytes for its digest takes a while. */
    private static final int LONGEST_FILE_HOURS = 1;

    private final HttpListeners listeners;
    private final List<WorkerExecutor> executors;
    private final List<Runnable> listening;
    private final List<Routes.Route> routes;

    private HttpApi(
            HttpListeners listeners,
            List<WorkerExecutor> executors,
            List<Runnable> listening,
            List<Routes.Route> routes) {
        this.listeners = listeners;
        this.executors = executors;
        this.listening = listening;
        this.routes = routes;
    }

    /**
     * Where to listen.
     *
     * @param port 0 for a free one
     * @param jdbcThreads that requests share, as many as there are connections for them
     */
    public record Settings(String host, int port, int jdbcThreads, HttpAccess access) {
        /** Of the threads those that read much; at least one is left for all else. */
        private int heavyThreads() {
            return Math.max(1, jdbcThreads / 3);
        }

        private int otherThreads() {
            return Math.max(1, jdbcThreads - heavyThreads());
        }
    }

    /**
     * What the API shows and does.
     *
     * @param points the way in for what clients tell of their runs
     * @param health how the tracker is; called on a JDBC thread
     * @param quarantine what could not be applied
     * @param access who may do what
     * @param workerTerms told to every worker that asks
     * @param files of runs, if this tracker sees them
     * @param garbage among them
     */
    public record Parts(
            Database database,
            Commands commands,
            PointIntake points,
            RunFeed feed,
            Callable<TrackerHealth> health,
            WorkerTerms workerTerms,
            Quarantine quarantine,
            AccessControl access,
            Optional<RunFiles> files,
            Optional<GarbageCollection> garbage,
            PrometheusMeterRegistry meters) {}

    /** How long streams and connections are waited for. */
    record Times(StreamTimes streams, ConnectionTimes connections) {
        static final Times DEFAULT = new Times(StreamTimes.DEFAULT, ConnectionTimes.DEFAULT);
    }

    public static HttpApi start(Vertx vertx, Settings settings, Parts parts) {
        return start(vertx, settings, parts, Times.DEFAULT);
    }

    static HttpApi start(Vertx vertx, Settings settings, Parts parts, Times times) {
        WorkerExecutor executor = vertx.createSharedWorkerExecutor("tracker-jdbc", settings.otherThreads());
        WorkerExecutor heavy = vertx.createSharedWorkerExecutor("tracker-jdbc-heavy", settings.heavyThreads());
        WorkerExecutor files =
                vertx.createSharedWorkerExecutor("tracker-files", FILE_THREADS, LONGEST_FILE_HOURS, TimeUnit.HOURS);
        // Each thread takes 19 MiB while it computes.
        WorkerExecutor passwords = vertx.createSharedWorkerExecutor("tracker-passwords", 2);
        List<WorkerExecutor> executors = List.of(executor, heavy, passwords, files);
        Backend backend = new Backend(
                BoundedThreads.forDatabase(executor),
                BoundedThreads.forDatabase(heavy),
                BoundedThreads.forPasswords(passwords),
                parts.database(),
                parts.commands());
        OpenStreams open =
                OpenStreams.start(vertx, backend.threads(), parts.access().logins(), parts.feed());
        LiveChanges changes = new LiveChanges(vertx.getOrCreateContext(), backend, times.streams());
        try {
            Gauge.builder("trainyard.quarantined.records", () -> ask(parts.database(), QuarantineQueries::count))
                    .description("Records from Kafka that could not be used")
                    .register(parts.meters());
            Gauge.builder("trainyard.refused.messages", () -> ask(parts.database(), OutboxRepository::countRefused))
                    .description("Messages to workers that Kafka refused and that were set aside")
                    .register(parts.meters());
            Gauge.builder("trainyard.deliveries.per.attempt", () -> ask(parts.database(), QueueRepository::deliveries))
                    .description("How often a run was delivered for each attempt that was granted, of the newest runs")
                    .register(parts.meters());
            changes.listen(parts.feed());
            AccessGuard guard = new AccessGuard(parts.access(), backend);
            List<Routes.Route> routes = Routes.all(handlers(
                    backend,
                    new FileThreads(files),
                    parts,
                    guard,
                    new RunStreamHandler(backend, changes, times.streams(), open)));
            HttpRouter router = new HttpRouter(routes, new HostGuard(settings.host(), settings.access()), guard);
            Gauge.builder("trainyard.streams.open", router::openStreams)
                    .description("Streams of changes that are open")
                    .register(parts.meters());
            HttpListeners listeners =
                    HttpListeners.start(vertx, settings.host(), settings.port(), router, times.connections());
            return new HttpApi(listeners, executors, List.of(open::close, changes::close), routes);
        } catch (RuntimeException e) {
            open.close();
            changes.close();
            executors.forEach(WorkerExecutor::close);
            throw e;
        }
    }

    /** Asked at every scrape, in a JDBC thread; not a number while the database is away. */
    private static double ask(Database database, Function<Transaction, ? extends Number> question) {
        try {
            return database.read(question).doubleValue();
        } catch (StorageException e) {
            return Double.NaN;
        }
    }

    private static Routes.Handlers handlers(
            Backend backend, FileThreads files, Parts parts, AccessGuard guard, RunStreamHandler streams) {
        AccessControl access = parts.access();
        return new Routes.Handlers(
                new ExperimentHandler(backend),
                new RunHandler(backend),
                new RunMoveHandler(backend),
                new GroupHandler(backend),
                new ViewHandler(backend),
                new ExternalRunHandler(backend, parts.points()),
                new ArtifactHandler(backend, files, parts.files()),
                new FileHandler(backend, files, parts.files()),
                new GarbageHandler(backend, files, parts.garbage()),
                new MetricHandler(backend),
                new WorkerHandler(backend, parts.workerTerms()),
                new QueueHandler(backend),
                new QuarantineHandler(backend, parts.quarantine(), parts.health()),
                new PresetHandler(backend),
                new ReportHandler(backend),
                new ComparisonHandler(backend),
                new SearchHandler(backend),
                new BulkHandler(backend),
                streams,
                new HealthHandler(backend, parts.health(), parts.meters()),
                new SessionHandler(access, guard, backend),
                new UserHandler(access, backend),
                new TokenHandler(access, backend),
                new AuditHandler(backend, access.tables().audit()),
                new EnrolmentHandler(access.enrolments(), backend));
    }

    List<Routes.Route> routes() {
        return routes;
    }

    public int port() {
        return listeners.port();
    }

    /** Ends open streams and requests; browsers connect again by themselves. */
    @Override
    public void close() {
        listening.forEach(Runnable::run);
        try {
            listeners
                    .close()
                    .eventually(() -> Future.all(
                            executors.stream().map(WorkerExecutor::close).toList()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
