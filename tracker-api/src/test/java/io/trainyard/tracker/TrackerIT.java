package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.InstallationId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunId;
import io.trainyard.contract.wire.InstallationStamp;
import io.trainyard.contract.wire.RunCommandCodec;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.Bodies;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrackerIT {
    @TempDir
    private Path directory;

    @Test
    void trackerStartsTwiceOnTheSameServices() throws Exception {
        String database = TestServices.freshDatabase();
        Tracker.start(settings(database)).close();

        try (Tracker again = Tracker.start(settings(database));
                Connection connection = DriverManager.getConnection(database)) {
            assertThat(again.url()).startsWith("http://127.0.0.1:");
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "run", null)
                            .next())
                    .isTrue();
        }
    }

    @Test
    void passwordThatIsWrongEndsTheStart() {
        String database = TestServices.freshDatabase().replaceAll("password=\\w+", "password=guess");

        assertThatThrownBy(() -> Tracker.start(settings(database)))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("guess");
    }

    @Test
    @Timeout(120)
    void trackerWaitsForItsServicesAndSaysForWhich() throws Exception {
        int port = Forwarder.freePort();
        String url = TestServices.freshDatabase();
        try (Forwarder database = Forwarder.to(url.replaceAll(".*//([^/]+)/.*", "$1"));
                Forwarder kafka = Forwarder.to(TestServices.kafka().bootstrapServers());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TrackerSettings settings = settings(
                    url.replaceAll("//[^/]+/", "//127.0.0.1:" + database.port() + "/"),
                    new KafkaConnection(
                                    "127.0.0.1:" + kafka.port(),
                                    TestServices.kafka().properties())
                            .on(TestServices.topicsFor(url)),
                    port);
            Future<Tracker> starting = threads.submit(() -> Tracker.start(settings));

            awaitAnswer(port, "/readyz", 503, "the database");
            awaitAnswer(port, "/healthz", 200, "ok");
            awaitAnswer(port, "/api/v1/runs", 503, "The tracker waits for the database");
            database.open();
            awaitAnswer(port, "/readyz", 503, "Kafka");
            kafka.open();
            try (Tracker tracker = starting.get()) {
                assertThat(tracker.port()).isEqualTo(port);
                awaitAnswer(port, "/readyz", 200, "ready");
            }
        }
    }

    @Test
    @Timeout(120)
    void installationsWithPrefixesOfTheirOwnShareAKafkaAndSeeNothingOfOneAnother() throws Exception {
        String one = TestServices.freshDatabase();
        String other = TestServices.freshDatabase();
        try (Tracker first = Tracker.start(settings(one));
                Tracker second = Tracker.start(settings(other));
                KafkaTestClient ofFirst =
                        new KafkaTestClient(TestServices.kafkaFor(one).of(installation(one)));
                KafkaTestClient ofSecond =
                        new KafkaTestClient(TestServices.kafkaFor(other).of(installation(other)))) {
            String queuedAtFirst = queue(first);
            String queuedAtSecond = queue(second);

            assertThat(ofFirst.take(1).getFirst().experiment().value()).isEqualTo(queuedAtFirst);
            assertThat(ofSecond.take(1).getFirst().experiment().value()).isEqualTo(queuedAtSecond);
        }
        assertThat(installation(one)).isNotEqualTo(installation(other));
    }

    @Test
    @Timeout(120)
    void trackerRefusesTopicsOnWhichAnotherInstallationWorks() throws Exception {
        String one = TestServices.freshDatabase();
        KafkaConnection kafka = TestServices.kafkaFor(one);
        Tracker.start(settings(one)).close();
        byte[] command = RunCommandCodec.encode(new CancelRun(new RunId("00000000000000r1")));
        try (var producer =
                new KafkaProducer<>(kafka.client(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            byte[] stamped = InstallationStamp.put(Optional.of(installation(one)), command);
            producer.send(new ProducerRecord<>(kafka.topics().runCommands(), "00000000000000r1", stamped))
                    .get();
        }

        assertThatThrownBy(() -> Tracker.start(settings(TestServices.freshDatabase(), kafka, 0)))
                .hasMessageContainingAll(
                        "are those of the installation " + installation(one), "set kafka_topic_prefix to another");
        Tracker.start(settings(one)).close();
    }

    @Test
    @Timeout(120)
    void figuresThatTheDashboardDrawsAndTheManualNamesExist() throws Exception {
        String figures;
        String database = TestServices.freshDatabase();
        try (Tracker tracker = Tracker.start(withFiles(settings(database)));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(tracker.url() + "/metrics"))
                    .build();
            figures = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }

        assertThat(namesIn("../deploy/grafana/trainyard.json"))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(figures).containsPattern("(?m)^" + name + "[{ ]"));
        assertThat(namesIn("../docs/operations.md"))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(figures).containsPattern("(?m)^" + name + "[{ ]"));
    }

    private static Set<String> namesIn(String file) throws IOException {
        return Pattern.compile("\\b(?:(?:trainyard|hikaricp|jvm|process)_[a-z0-9]+_[a-z0-9_]+|trainyard_leading)")
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private TrackerSettings withFiles(TrackerSettings settings) {
        return new TrackerSettings(
                settings.jdbcUrl(),
                settings.databaseUser(),
                settings.databasePassword(),
                settings.databaseConnections(),
                settings.kafka(),
                settings.host(),
                settings.port(),
                settings.admission(),
                settings.leaseTimeout(),
                settings.shareLockDuration(),
                settings.access(),
                Optional.of(ArtifactSettings.in(directory)),
                settings.ownWorkers());
    }

    private static InstallationId installation(String database) throws Exception {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM installation")) {
            rows.next();
            return new InstallationId(rows.getString(1));
        }
    }

    /** Queues an experiment and returns its id. */
    private static String queue(Tracker tracker) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tracker.url() + "/api/v1/experiments"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Bodies.experiment("experiment", "run")))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String location = http.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            return location.substring(location.lastIndexOf('/') + 1);
        }
    }

    private static void awaitAnswer(int port, String path, int status, String part) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == status && answer.body().contains(part)) return;
                } catch (IOException e) {
                    // Nobody listens yet, or not any more.
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static TrackerSettings settings(String database) {
        return settings(database, TestServices.kafkaFor(database), 0);
    }

    private static TrackerSettings settings(String database, KafkaConnection kafka, int port) {
        return new TrackerSettings(
                database,
                "",
                "",
                4,
                kafka,
                "127.0.0.1",
                port,
                Admission.THIS_MACHINE,
                TrackerSettings.DEFAULT_LEASE_TIMEOUT,
                TrackerSettings.DEFAULT_SHARE_LOCK_DURATION,
                HttpAccess.DIRECT,
                Optional.empty(),
                Map.of());
    }
}
