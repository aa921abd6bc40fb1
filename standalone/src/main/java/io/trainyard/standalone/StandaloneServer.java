package io.trainyard.standalone;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.embedded.KafkaBroker;
import io.trainyard.embedded.PostgresServer;
import io.trainyard.standalone.RunningParts.Stage;
import io.trainyard.standalone.home.Home;
import io.trainyard.tracker.ArtifactSettings;
import io.trainyard.tracker.Tracker;
import io.trainyard.tracker.TrackerSettings;
import io.trainyard.worker.WorkerProcesses;
import io.trainyard.worker.reporting.WorkerIdentity;
import io.trainyard.worker.supervision.WorkerSupervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Everything from one command: PostgreSQL and Kafka on the home's folders, the tracker on them, and workers, each in a process
 * of its own.
 */
final class StandaloneServer implements RunningServer {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_RESERVE = Duration.ofMillis(1200);
    private static final int DATABASE_CONNECTIONS = 8;
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration LOCK = Duration.ofSeconds(15);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final ServerSettings settings;
    private final RunningParts parts = new RunningParts(STOP_LIMIT, STOP_RESERVE);
    private final String url;
    private volatile Optional<String> failure = Optional.empty();

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
        Map<WorkerName, WorkerSecret> workers = identities();
        // They wait for the tracker's topics while they start.
        for (int i = 1; i <= settings.workers(); i++) startWorker("worker-" + i, kafka);
        Tracker tracker = parts.add(Stage.TRACKER, Tracker.start(trackerSettings(postgres, kafka, workers)));
        return tracker.url();
    }

    /** The secrets of the workers that this program starts; none where nobody has to show who they are. */
    private Map<WorkerName, WorkerSecret> identities() throws IOException {
        Map<WorkerName, WorkerSecret> identities = new HashMap<>();
        if (!settings.admission().asksWho()) return identities;
        for (int i = 1; i <= settings.workers(); i++) {
            WorkerName name = new WorkerName("worker-" + i);
            identities.put(name, WorkerIdentity.kept(settings.home().spool(name.value())));
        }
        return identities;
    }

    private void startWorker(String name, KafkaBroker kafka) {
        if (settings.workersHere()) {
            parts.add(Stage.WORKERS, WorkerProcesses.startHere(workerSettings(name, kafka)));
            return;
        }
        WorkerSupervisor worker = parts.add(
                Stage.WORKERS,
                WorkerProcesses.start(
                        workerSettings(name, kafka), settings.home().logs()));
        worker.whenEnded(status -> workerEnded(name, worker, status));
    }

    /** A worker that dies is started again. One that cannot start, such as for want of a device, would leave all runs queued. */
    private void workerEnded(String name, WorkerSupervisor worker, int status) {
        if (!parts.isStopping())
            failure = Optional.of(name + " could not start and ended with " + status + ":" + System.lineSeparator()
                    + String.join(System.lineSeparator(), worker.lastWords()));
        parts.close();
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

    private TrackerSettings trackerSettings(
            PostgresServer postgres, KafkaBroker kafka, Map<WorkerName, WorkerSecret> workers) {
        return new TrackerSettings(
                postgres.jdbcUrl(),
                postgres.user(),
                postgres.password(),
                DATABASE_CONNECTIONS,
                new KafkaConnection(kafka.bootstrapServers(), kafka.clientProperties()),
                settings.host(),
                settings.port(),
                settings.admission(),
                LEASE,
                LOCK,
                settings.access(),
                Optional.of(ArtifactSettings.in(settings.home().artifacts())),
                workers);
    }

    private Map<String, String> workerSettings(String name, KafkaBroker kafka) {
        Home home = settings.home();
        Map<String, String> values = new TreeMap<>(Map.of(
                "name", name,
                "kafka", kafka.bootstrapServers(),
                "kafka_properties_file",
                        KafkaBroker.clientProperties(home.kafka()).toString(),
                "artifacts", home.artifacts().toString(),
                "spool", home.spool(name).toString(),
                "downloads", home.datasets().toString(),
                "heartbeat_seconds", Long.toString(HEARTBEAT.toSeconds())));
        settings.data()
                .ifPresent(data -> values.put("data", data.toAbsolutePath().toString()));
        return values;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void awaitStop() throws InterruptedException, IOException {
        parts.awaitStop();
        if (failure.isPresent()) throw new IOException(failure.get());
    }

    @Override
    public void close() {
        parts.close();
    }
}
