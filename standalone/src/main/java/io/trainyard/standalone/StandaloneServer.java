package io.trainyard.standalone;

import io.trainyard.contract.WorkerName;
import io.trainyard.embedded.KafkaBroker;
import io.trainyard.embedded.PostgresServer;
import io.trainyard.standalone.RunningParts.Stage;
import io.trainyard.standalone.home.Home;
import io.trainyard.tracker.Tracker;
import io.trainyard.tracker.TrackerSettings;
import io.trainyard.worker.Worker;
import io.trainyard.worker.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Everything in one process: PostgreSQL and Kafka on the home's folders, the tracker on them, and workers. */
final class StandaloneServer implements RunningServer {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_RESERVE = Duration.ofMillis(1200);
    private static final int DATABASE_CONNECTIONS = 8;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LOCK = Duration.ofSeconds(15);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final ServerSettings settings;
    private final RunningParts parts = new RunningParts(STOP_LIMIT, STOP_RESERVE);
    private final String url;

    private StandaloneServer(ServerSettings settings) throws IOException {
        this.settings = settings;
        // A signal ends the JVM through its hooks, also while it starts: PostgreSQL is a process that would outlive it.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(parts::close));
        try {
            this.url = launch();
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    static RunningServer start(ServerSettings settings) throws IOException {
        if (settings.workers() > 0) Worker.requireDevice();
        return new StandaloneServer(settings);
    }

    private String launch() throws IOException {
        Home home = settings.home();
        CompletableFuture<PostgresServer> starting = CompletableFuture.supplyAsync(this::startPostgres);
        KafkaBroker kafka;
        try {
            kafka = parts.add(Stage.KAFKA, KafkaBroker.start(home.kafka(), 0));
        } finally {
            // Also when Kafka fails: what has started is then known, and stopped.
            starting.exceptionally(e -> null).join();
        }
        PostgresServer postgres = join(starting);
        Tracker tracker = parts.add(Stage.TRACKER, Tracker.start(trackerSettings(postgres, kafka)));
        for (int i = 1; i <= settings.workers(); i++)
            parts.add(Stage.WORKERS, Worker.start(workerSettings("worker-" + i, kafka)));
        return tracker.url();
    }

    private PostgresServer startPostgres() {
        try {
            return parts.add(
                    Stage.POSTGRES, PostgresServer.start(settings.home().postgres(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T join(CompletableFuture<T> future) throws IOException {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new IOException("PostgreSQL could not start: " + cause.getMessage(), e);
        }
    }

    private TrackerSettings trackerSettings(PostgresServer postgres, KafkaBroker kafka) {
        return new TrackerSettings(
                postgres.jdbcUrl(),
                postgres.user(),
                "",
                DATABASE_CONNECTIONS,
                kafka.bootstrapServers(),
                settings.host(),
                settings.port(),
                settings.allowUnauthenticated(),
                LEASE,
                LOCK,
                Optional.of(settings.home().artifacts()));
    }

    private WorkerSettings workerSettings(String name, KafkaBroker kafka) {
        Home home = settings.home();
        return new WorkerSettings(
                new WorkerName(name),
                kafka.bootstrapServers(),
                home.artifacts(),
                home.spool(name),
                settings.data(),
                home.datasets(),
                true,
                1,
                LOCK,
                HEARTBEAT,
                WorkerSettings.USUAL_HANG_TIMEOUT);
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void awaitStop() throws InterruptedException {
        parts.awaitStop();
    }

    @Override
    public void close() {
        parts.close();
    }
}
