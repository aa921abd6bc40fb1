package io.trainyard.tracker;

import io.trainyard.contract.SortableIds;
import io.trainyard.tracker.dispatch.Dispatcher;
import io.trainyard.tracker.dispatch.HandOut;
import io.trainyard.tracker.dispatch.KafkaTopics;
import io.trainyard.tracker.dispatch.Leases;
import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.http.Commands;
import io.trainyard.tracker.http.HttpApi;
import io.trainyard.tracker.http.Instrumented;
import io.trainyard.tracker.http.WorkerTerms;
import io.trainyard.tracker.ingest.RunEventBatch;
import io.trainyard.tracker.ingest.RunEventLoop;
import io.trainyard.tracker.ingest.RunProjector;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.CommitNotices;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.OffsetRepository;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.RunLifecycle;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.WorkerRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running tracker: database, topics, event loop, dispatcher and HTTP server, started in this order and stopped in reverse. */
public final class Tracker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TrackerSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final RunFeed feed = new RunFeed();
    private final RunRepository runs = new RunRepository();
    private final AttemptRepository attempts = new AttemptRepository();
    private final RunOutputRepository outputs = new RunOutputRepository();
    private final WorkerRepository workers = new WorkerRepository();
    private final OutboxRepository outbox = new OutboxRepository();
    private final RunLifecycle lifecycle = new RunLifecycle(runs, attempts, outputs, outbox, clock);
    private int port;

    private Tracker(TrackerSettings settings) {
        this.settings = settings;
    }

    /** Starts everything, or stops what it had started and throws. */
    public static Tracker start(TrackerSettings settings) {
        Tracker tracker = new Tracker(settings);
        try {
            tracker.startParts();
            return tracker;
        } catch (RuntimeException e) {
            tracker.close();
            throw e;
        }
    }

    private void startParts() {
        Database.Settings databaseSettings = new Database.Settings(
                settings.jdbcUrl(),
                settings.databaseUser(),
                settings.databasePassword(),
                settings.databaseConnections());
        Database database = openServices(databaseSettings);

        RunEventLoop events = closeLater(startEvents(database));
        Dispatcher dispatcher = closeLater(startDispatcher(database, databaseSettings, events));
        closeLater(feed.subscribe(dispatcher::wake));
        closeLater(CommitNotices.start(databaseSettings, database, feed::wake));

        port = startHttp(database, new Readiness(database, events, dispatcher));
        LOG.atInfo().addKeyValue("url", url()).log("tracker started");
    }

    /** Waits for the database and for Kafka where they are away, and makes sure that both hold what a tracker needs. */
    private Database openServices(Database.Settings databaseSettings) {
        try (StartUp startUp = new StartUp(settings)) {
            Database database = closeLater(startUp.await(
                    StartUp.DATABASE,
                    () -> Database.open(databaseSettings, feed::changed),
                    StorageException::isCausedByOutage));
            startUp.await(
                    StartUp.KAFKA,
                    () -> {
                        KafkaTopics.setUp(settings.kafka(), settings.shareLockDuration());
                        return database;
                    },
                    KafkaTopics::isOutage);
            return database;
        }
    }

    private RunEventLoop startEvents(Database database) {
        OffsetRepository offsets = new OffsetRepository();
        RunProjector.Tables tables =
                new RunProjector.Tables(runs, attempts, new MetricRepository(), outputs, workers, outbox);
        RunProjector projector = new RunProjector(tables, lifecycle, clock, settings.leaseTimeout());
        RunEventBatch batch = new RunEventBatch(database, projector, offsets, new QuarantineRepository(), clock);
        return RunEventLoop.start(settings.kafka(), new RunEventLoop.Parts(database, offsets, batch, clock));
    }

    private Dispatcher startDispatcher(Database database, Database.Settings databaseSettings, RunEventLoop events) {
        Leases leases =
                new Leases(database, new Leases.Tables(attempts, workers), lifecycle, clock, settings.leaseTimeout());
        // A worker that died with a request keeps it locked for a while; only after that is a request lost that an idle
        // worker did not take.
        Duration answerTimeout = settings.shareLockDuration().multipliedBy(2).plusSeconds(10);
        HandOut handOut =
                new HandOut(database, new HandOut.Tables(new QueueRepository(), outbox), clock, answerTimeout);
        return Dispatcher.start(
                new Dispatcher.Connections(settings.kafka(), databaseSettings, database, outbox),
                new Dispatcher.Rounds(leases, handOut, events::hasListenedFor));
    }

    private int startHttp(Database database, Readiness readiness) {
        SortableIds ids = new SortableIds(clock, new SecureRandom());
        Commands commands = new Commands(database, new ExperimentRepository(runs, ids, clock), lifecycle);
        Instrumented instrumented = closeLater(new Instrumented());
        // Two connections are busy all the time: the event loop's and the leader's.
        int threads = Math.max(2, settings.databaseConnections() - 2);
        HttpApi api = closeLater(HttpApi.start(
                instrumented.vertx(),
                new HttpApi.Settings(settings.host(), settings.port(), threads, settings.access()),
                new HttpApi.Parts(
                        database,
                        commands,
                        feed,
                        readiness,
                        workerTerms(),
                        settings.artifactsDirectory(),
                        instrumented.meters())));
        return api.port();
    }

    private WorkerTerms workerTerms() {
        // Five signs of life fit into a lease, so that one or two may be late or lost.
        Duration heartbeat = settings.leaseTimeout().dividedBy(5);
        return new WorkerTerms(settings.kafka(), settings.shareLockDuration(), heartbeat);
    }

    private <T extends AutoCloseable> T closeLater(T part) {
        parts.push(part);
        return part;
    }

    /** The port that the HTTP server listens on. */
    public int port() {
        return port;
    }

    public String url() {
        return ListenAddress.of(settings.host()).url(port);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.atError().setCause(e).log("a part of the tracker did not stop");
            }
        }
    }
}
