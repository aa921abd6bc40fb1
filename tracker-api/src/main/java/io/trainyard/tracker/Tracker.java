package io.trainyard.tracker;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.SortableIds;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.dispatch.Dispatcher;
import io.trainyard.tracker.dispatch.HandOut;
import io.trainyard.tracker.dispatch.KafkaTopics;
import io.trainyard.tracker.dispatch.Leases;
import io.trainyard.tracker.dispatch.Offers;
import io.trainyard.tracker.dispatch.OutboxSender;
import io.trainyard.tracker.dispatch.Unanswered;
import io.trainyard.tracker.dispatch.WorkersQueue;
import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.files.ArtifactStore;
import io.trainyard.tracker.files.FileRemoval;
import io.trainyard.tracker.files.FolderStore;
import io.trainyard.tracker.files.GarbageCollection;
import io.trainyard.tracker.files.RunFiles;
import io.trainyard.tracker.files.S3Store;
import io.trainyard.tracker.files.Uploads;
import io.trainyard.tracker.http.Commands;
import io.trainyard.tracker.http.HttpApi;
import io.trainyard.tracker.http.Instrumented;
import io.trainyard.tracker.http.WorkerTerms;
import io.trainyard.tracker.ingest.EventCollector;
import io.trainyard.tracker.ingest.ForeignReports;
import io.trainyard.tracker.ingest.KnowledgeLoop;
import io.trainyard.tracker.ingest.PointIntake;
import io.trainyard.tracker.ingest.PointProjector;
import io.trainyard.tracker.ingest.Quarantine;
import io.trainyard.tracker.ingest.RunEventLoop;
import io.trainyard.tracker.ingest.RunProjector;
import io.trainyard.tracker.ingest.WorkerProofs;
import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.CommitNotices;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DatabaseClock;
import io.trainyard.tracker.storage.DeletedRunRepository;
import io.trainyard.tracker.storage.EditRepository;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.ExternalRunRepository;
import io.trainyard.tracker.storage.IdempotencyRepository;
import io.trainyard.tracker.storage.InstallationRepository;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.OfferRepository;
import io.trainyard.tracker.storage.OffsetRepository;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.StoredFiles;
import io.trainyard.tracker.storage.WorkerRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
    private final OffsetRepository offsets = new OffsetRepository();
    private final RunMoves moves = new RunMoves(runs, attempts, outputs, outbox, DatabaseClock.DATABASE);
    private final RunProjector projector;
    private final List<SupervisedLoop> loops = new ArrayList<>();
    private KafkaConnection kafka;
    private int port;

    private Tracker(TrackerSettings settings) {
        this.settings = settings;
        this.kafka = settings.kafka();
        this.projector = new RunProjector(
                new RunProjector.Tables(runs, attempts, new MetricRepository(), outputs, workers),
                moves,
                DatabaseClock.DATABASE,
                settings.leaseTimeout());
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
        AccessControl access = AccessControl.over(database, settings.admission());
        if (access.asksWho() && !access.accounts().hasAdministrator()) throw new NoAdministratorException();
        enrolOwnWorkers(access);

        KnowledgeLoop knowledge = closeLater(KnowledgeLoop.start(kafka, database, offsets, DatabaseClock.DATABASE));
        ForeignReports foreign = new ForeignReports(kafka.installation());
        RunEventLoop events = closeLater(startEvents(database, foreign));
        Dispatcher dispatcher = closeLater(startDispatcher(database, knowledge));
        closeLater(feed.subscribe(runs -> dispatcher.wake()));
        CommitNotices notices = closeLater(CommitNotices.start(databaseSettings, database, feed::wake));
        PointIntake points = closeLater(PointIntake.start(database, new PointProjector(runs)));
        loops.addAll(List.of(knowledge.loop(), events.loop(), dispatcher.loop(), notices.loop(), points.loop()));
        Optional<RunFiles> files = settings.artifacts().map(artifacts -> files(database, artifacts));
        files.ifPresent(known -> removeFiles(database, known));
        Optional<GarbageCollection> garbage = files.map(known -> new GarbageCollection(
                database, known, settings.artifacts().orElseThrow().keepEvery(), clock));
        garbage.ifPresent(collection -> closeLater(collection.everyHour(dispatcher::isLeading)));

        Readiness readiness = new Readiness(database, events, knowledge, dispatcher::isRunning, loops);
        Instrumented instrumented = closeLater(new Instrumented());
        PrometheusMeterRegistry meters = instrumented.meters();
        database.measure(meters);
        QueueMeters.register(meters, database);
        LoopMeters.register(meters, readiness, projector.unknownRuns(), foreign);
        LoopMeters.register(meters, dispatcher);
        files.ifPresent(known -> LoopMeters.register(meters, known));
        port = startHttp(database, access, points, new Files(files, garbage), readiness, instrumented);
        LOG.atInfo().addKeyValue("url", url()).log("tracker started");
    }

    /** Waits for the database and for Kafka where they are away, and makes sure that both hold what a tracker needs. */
    private Database openServices(Database.Settings databaseSettings) {
        try (StartUp startUp = new StartUp(settings)) {
            Database database = closeLater(startUp.await(
                    StartUp.DATABASE,
                    () -> Database.open(databaseSettings, feed::changed),
                    StorageException::isCausedByOutage));
            kafka = kafka.of(database.read(new InstallationRepository()::find));
            startUp.await(
                    StartUp.KAFKA,
                    () -> {
                        KafkaTopics.setUp(kafka, settings.shareLockDuration());
                        return database;
                    },
                    KafkaTopics::isOutage);
            return database;
        }
    }

    private RunFiles files(Database database, ArtifactSettings artifacts) {
        ArtifactStore store = artifacts.s3().isPresent()
                ? closeLater(new S3Store(artifacts.s3().get()))
                : new FolderStore(artifacts.folder());
        Uploads uploads = new Uploads(artifacts.folder().resolve(Uploads.FOLDER));
        return new RunFiles(store, uploads, new StoredFiles(database), artifacts.limits());
    }

    private void removeFiles(Database database, RunFiles files) {
        FileRemoval removal = closeLater(FileRemoval.start(database, new DeletedRunRepository(), files));
        closeLater(feed.subscribe(runs -> removal.wake()));
        loops.add(removal.loop());
    }

    private RunEventLoop startEvents(Database database, ForeignReports foreign) {
        EventCollector collector =
                new EventCollector(database, projector, offsets, new QuarantineRepository(), proofs(), foreign, clock);
        return RunEventLoop.start(kafka, new RunEventLoop.Parts(database, offsets, collector));
    }

    private Optional<WorkerProofs> proofs() {
        return settings.admission().asksWho() ? Optional.of(new WorkerProofs(attempts)) : Optional.empty();
    }

    /** Those that this program starts itself, which nobody needs to let in. */
    private void enrolOwnWorkers(AccessControl access) {
        Caller operator = Caller.command(System.getProperty("user.name", ""));
        if (access.asksWho())
            settings.ownWorkers().forEach((name, secret) -> access.enrolments().know(operator, name, secret));
    }

    private Dispatcher startDispatcher(Database database, KnowledgeLoop knowledge) {
        Leases leases = new Leases(
                database,
                new Leases.Tables(runs, attempts, workers),
                moves,
                knowledge::knowledge,
                DatabaseClock.DATABASE,
                settings.leaseTimeout());
        WorkersQueue queue = closeLater(new WorkersQueue(kafka));
        Unanswered unanswered = new Unanswered(queue::isEmpty, knowledge::hasListenedFor, clock);
        HandOut handOut = new HandOut(database, new HandOut.Tables(new QueueRepository(), outbox), clock, unanswered);
        Offers offers = new Offers(
                database,
                new Offers.Tables(new OfferRepository(), outbox),
                DatabaseClock.DATABASE,
                knowledge::hasListenedFor);
        OutboxSender sender = new OutboxSender(kafka, database, new OutboxSender.Tables(outbox, runs), moves, clock);
        return Dispatcher.start(database, new Dispatcher.Rounds(leases, offers, handOut), sender);
    }

    /** What looks after files, where there are any. */
    private record Files(Optional<RunFiles> files, Optional<GarbageCollection> garbage) {}

    private int startHttp(
            Database database,
            AccessControl access,
            PointIntake points,
            Files files,
            Readiness readiness,
            Instrumented instrumented) {
        SortableIds ids = new SortableIds(clock, new SecureRandom());
        Commands commands = new Commands(
                database,
                new ExperimentRepository(runs, ids, DatabaseClock.DATABASE),
                new ExternalRunRepository(runs, ids, DatabaseClock.DATABASE),
                new IdempotencyRepository(),
                moves,
                new EditRepository(),
                access.tables().audit(),
                clock);
        // Two connections may be busy all the time: the event loop's and the dispatcher's.
        int threads = Math.max(2, settings.databaseConnections() - 2);
        HttpApi api = closeLater(HttpApi.start(
                instrumented.vertx(),
                new HttpApi.Settings(settings.host(), settings.port(), threads, settings.access()),
                new HttpApi.Parts(
                        database,
                        commands,
                        points,
                        feed,
                        readiness,
                        workerTerms(),
                        new Quarantine(database, new QuarantineRepository(), projector, proofs()),
                        access,
                        files.files(),
                        files.garbage(),
                        instrumented.meters())));
        return api.port();
    }

    private WorkerTerms workerTerms() {
        // Five signs of life fit into a lease, so that one or two may be late or lost.
        Duration heartbeat = settings.leaseTimeout().dividedBy(5);
        return new WorkerTerms(
                kafka,
                settings.shareLockDuration(),
                heartbeat,
                settings.artifacts().map(ArtifactSettings::keepEvery));
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
