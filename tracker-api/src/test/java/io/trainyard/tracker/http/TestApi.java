package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunId;
import io.trainyard.contract.SortableIds;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.files.FolderStore;
import io.trainyard.tracker.files.GarbageCollection;
import io.trainyard.tracker.files.RunFiles;
import io.trainyard.tracker.files.StoreLimits;
import io.trainyard.tracker.files.Uploads;
import io.trainyard.tracker.ingest.PointIntake;
import io.trainyard.tracker.ingest.PointProjector;
import io.trainyard.tracker.ingest.Quarantine;
import io.trainyard.tracker.ingest.RunProjector;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.CommitNotices;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DatabaseClock;
import io.trainyard.tracker.storage.EditRepository;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.ExternalRunRepository;
import io.trainyard.tracker.storage.IdempotencyRepository;
import io.trainyard.tracker.storage.MetricRepository;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunOutputRepository;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.StoredFiles;
import io.trainyard.tracker.storage.WorkerRepository;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The HTTP API over a real database of its own, with nothing that dispatches or ingests behind it. */
final class TestApi implements AutoCloseable {
    private static final RunId SOME_RUN = new RunId("00000000000000r1");
    private static final StoreLimits LIMITS = new StoreLimits(1 << 20, 3 << 20, 0);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    final Database database;
    volatile TrackerHealth health = new TrackerHealth(Map.of("database", true), 0.5, Optional.empty());
    private final Instrumented instrumented = new Instrumented();
    private final HttpClient client = HttpClient.newHttpClient();
    private final RunFeed feed = new RunFeed();
    private final CommitNotices notices;
    private final PointIntake points;
    final AccessControl access;
    private final HttpApi api;

    private final String jdbcUrl;

    private TestApi(String jdbcUrl, Optional<Path> artifacts, HttpAccess access, HttpApi.Times times) throws Exception {
        this(jdbcUrl, artifacts, LIMITS, access, times, Admission.THIS_MACHINE);
    }

    private TestApi(
            String jdbcUrl,
            Optional<Path> artifacts,
            StoreLimits limits,
            HttpAccess reached,
            HttpApi.Times times,
            Admission admission)
            throws Exception {
        this.jdbcUrl = jdbcUrl;
        Database.Settings settings = new Database.Settings(jdbcUrl, "", "", 4);
        database = Database.open(settings, feed::changed);
        notices = CommitNotices.start(settings, database, feed::wake);
        points = PointIntake.start(database, new PointProjector(new RunRepository()));
        access = AccessControl.over(database, admission);
        HttpApi.Settings http = new HttpApi.Settings("127.0.0.1", 0, 4, reached);
        api = HttpApi.start(instrumented.vertx(), http, parts(artifacts, limits), times);
    }

    static TestApi start() throws Exception {
        return on(TestServices.freshDatabase());
    }

    static TestApi on(String jdbcUrl) throws Exception {
        return new TestApi(jdbcUrl, Optional.empty(), HttpAccess.DIRECT, HttpApi.Times.DEFAULT);
    }

    /** One that sees the workers' files. */
    static TestApi start(Path artifacts) throws Exception {
        return new TestApi(
                TestServices.freshDatabase(), Optional.of(artifacts), HttpAccess.DIRECT, HttpApi.Times.DEFAULT);
    }

    /** Another one, on the same database. */
    static TestApi beside(TestApi other, Path artifacts) throws Exception {
        return new TestApi(other.jdbcUrl, Optional.of(artifacts), HttpAccess.DIRECT, HttpApi.Times.DEFAULT);
    }

    static TestApi start(Path artifacts, StoreLimits limits) throws Exception {
        return new TestApi(
                TestServices.freshDatabase(),
                Optional.of(artifacts),
                limits,
                HttpAccess.DIRECT,
                HttpApi.Times.DEFAULT,
                Admission.THIS_MACHINE);
    }

    static TestApi start(Path artifacts, HttpApi.Times times) throws Exception {
        return new TestApi(TestServices.freshDatabase(), Optional.of(artifacts), HttpAccess.DIRECT, times);
    }

    /** One that is reached under other names, or by way of proxies. */
    static TestApi start(HttpAccess access) throws Exception {
        return new TestApi(TestServices.freshDatabase(), Optional.empty(), access, HttpApi.Times.DEFAULT);
    }

    /** One at which people log in. */
    static TestApi startKnown() throws Exception {
        return startKnown(TestServices.freshDatabase(), HttpAccess.DIRECT);
    }

    static TestApi startKnown(String jdbcUrl, HttpAccess reached) throws Exception {
        return new TestApi(jdbcUrl, Optional.empty(), LIMITS, reached, HttpApi.Times.DEFAULT, Admission.KNOWN);
    }

    /** One at which people log in and workers send files. */
    static TestApi startKnown(Path artifacts) throws Exception {
        return new TestApi(
                TestServices.freshDatabase(),
                Optional.of(artifacts),
                LIMITS,
                HttpAccess.DIRECT,
                HttpApi.Times.DEFAULT,
                Admission.KNOWN);
    }

    /** One of less or more patience. */
    static TestApi start(HttpApi.Times times) throws Exception {
        return new TestApi(TestServices.freshDatabase(), Optional.empty(), HttpAccess.DIRECT, times);
    }

    private HttpApi.Parts parts(Optional<Path> artifacts, StoreLimits limits) {
        Optional<RunFiles> files = artifacts.map(folder -> files(database, folder, limits));
        RunRepository runs = new RunRepository();
        SortableIds ids = new SortableIds(Clock.systemUTC(), RandomGenerator.getDefault());
        AttemptRepository attempts = new AttemptRepository();
        RunOutputRepository outputs = new RunOutputRepository();
        RunMoves moves = new RunMoves(runs, attempts, outputs, new OutboxRepository(), DatabaseClock.DATABASE);
        RunProjector projector = new RunProjector(
                new RunProjector.Tables(runs, attempts, new MetricRepository(), outputs, new WorkerRepository()),
                moves,
                DatabaseClock.DATABASE,
                Duration.ofSeconds(10));
        return new HttpApi.Parts(
                database,
                new Commands(
                        database,
                        new ExperimentRepository(runs, ids, DatabaseClock.DATABASE),
                        new ExternalRunRepository(runs, ids, DatabaseClock.DATABASE),
                        new IdempotencyRepository(),
                        moves,
                        new EditRepository(),
                        access.tables().audit(),
                        Clock.systemUTC()),
                points,
                feed,
                () -> health,
                new WorkerTerms(
                        KafkaConnection.to("broker:9092").of(new InstallationId("test")),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(2),
                        artifacts.map(folder -> 0)),
                new Quarantine(database, new QuarantineRepository(), projector, Optional.empty()),
                access,
                files,
                files.map(known -> new GarbageCollection(database, known, 0, Clock.systemUTC())),
                instrumented.meters());
    }

    static RunFiles files(Database database, Path folder) {
        return files(database, folder, LIMITS);
    }

    static RunFiles files(Database database, Path folder, StoreLimits limits) {
        return new RunFiles(
                new FolderStore(folder),
                new Uploads(folder.resolve(Uploads.FOLDER)),
                new StoredFiles(database),
                limits);
    }

    List<Routes.Route> routes() {
        return api.routes();
    }

    int openStreams() {
        return (int) instrumented.meters().get("trainyard.streams.open").gauge().value();
    }

    String url() {
        return "http://127.0.0.1:" + api.port();
    }

    int port() {
        return api.port();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        return MAPPER.readTree(get(path).body());
    }

    static JsonNode tree(String text) throws Exception {
        return MAPPER.readTree(text);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path)
                .setHeader("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> patch(String path, String body) throws Exception {
        return send("PATCH", path, body);
    }

    HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Opens a stream and reads it line by line; the caller closes the lines. */
    java.util.stream.Stream<String> stream(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    /** Runs a statement in which CHANGE stands for the number of its transaction. */
    void sql(String sql, Object... parameters) {
        database.inTransaction(tx -> {
            // Whatever it is: streams of runs look as well as those of workers.
            tx.changed(SOME_RUN);
            tx.changedWorkers();
            return tx.update(sql.replace("CHANGE", Long.toString(tx.change())), parameters);
        });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    @Override
    public void close() {
        api.close();
        points.close();
        notices.close();
        instrumented.close();
        database.close();
        client.close();
    }
}
