package io.trainyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    private static final String TOPIC = "runs";
    private static final String GROUP = "trainers";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG_LOCK = Duration.ofSeconds(30);
    private static final Duration SHORT_LOCK = Duration.ofSeconds(1);
    private static final Map<String, String> IMPATIENT =
            Map.of("default.api.timeout.ms", "2000", "request.timeout.ms", "1500", "max.block.ms", "2000");

    @TempDir
    private Path directory;

    @Test
    void recordSurvivesARestartOnAnotherPort() throws Exception {
        String firstAddress;
        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            firstAddress = broker.bootstrapServers();
            createTopic(broker);
            send(broker, "queued");
        }
        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            assertThat(broker.bootstrapServers()).isNotEqualTo(firstAddress);
            assertThat(firstRecord(broker)).isEqualTo("queued");
        }
    }

    @Test
    void recordSurvivesAKilledProgram() throws Exception {
        ChildProgram.killOnceReady(ProgramThatNeverStops.class, directory);

        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            assertThat(firstRecord(broker)).isEqualTo("queued");
        }
    }

    @Test
    void clientThatDoesNotKnowThePasswordIsRefused() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            createTopic(broker);
            Map<String, Object> guess = settings(broker, IMPATIENT);
            guess.computeIfPresent(
                    "sasl.jaas.config",
                    (name, login) -> login.toString().replaceAll("password=\"\\w+\"", "password=\"guess\""));
            Map<String, Object> silent = new HashMap<>(IMPATIENT);
            silent.put("bootstrap.servers", broker.bootstrapServers());

            for (Map<String, Object> stranger : List.of(guess, silent)) {
                try (Admin admin = Admin.create(stranger);
                        var producer = new KafkaProducer<>(stranger, new StringSerializer(), new StringSerializer());
                        var consumer =
                                new KafkaConsumer<>(stranger, new StringDeserializer(), new StringDeserializer())) {
                    assertThatThrownBy(() -> admin.listTopics().names().get()).isInstanceOf(ExecutionException.class);
                    assertThatThrownBy(() ->
                                    admin.deleteTopics(List.of(TOPIC)).all().get())
                            .isInstanceOf(ExecutionException.class);
                    assertThatThrownBy(() -> producer.send(new ProducerRecord<>(TOPIC, "forged"))
                                    .get())
                            .isInstanceOfAny(ExecutionException.class, KafkaException.class);
                    assertThatThrownBy(() -> consumer.partitionsFor(TOPIC)).isInstanceOf(KafkaException.class);
                }
            }
        }
    }

    @Test
    void controllerAnswersNobodyButItsOwnBroker() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            Map<String, Object> stranger = settings(broker, IMPATIENT);
            stranger.remove("bootstrap.servers");
            stranger.put("bootstrap.controllers", "127.0.0.1:" + broker.controllerPort());
            Map<String, Object> silent = new HashMap<>(IMPATIENT);
            silent.put("bootstrap.controllers", "127.0.0.1:" + broker.controllerPort());

            for (Map<String, Object> settings : List.of(stranger, silent)) {
                try (Admin admin = Admin.create(settings)) {
                    assertThatThrownBy(() ->
                                    admin.describeMetadataQuorum().quorumInfo().get())
                            .isInstanceOf(ExecutionException.class);
                }
            }
        }
    }

    @Test
    void passwordIsInFilesOfTheOwnersAlone() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("password"))).isEqualTo("rw-------");
            assertThat(permissions(KafkaBroker.clientProperties(directory))).isEqualTo("rw-------");
            assertThat(Files.readString(KafkaBroker.clientProperties(directory)))
                    .contains(Integer.toString(broker.port()));
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shareGroupDeliversOneRecordAtATimeToEachWorker() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            createTopic(broker);
            configureGroup(broker, LONG_LOCK);
            send(broker, "first", "second");
            try (var worker = shareConsumer(broker);
                    var otherWorker = shareConsumer(broker)) {
                ConsumerRecord<String, String> taken = take(worker).getFirst();
                List<ConsumerRecord<String, String>> rest = take(otherWorker);

                assertThat(rest).hasSize(1);
                assertThat(List.of(taken.value(), rest.getFirst().value()))
                        .containsExactlyInAnyOrder("first", "second");
                worker.acknowledge(taken, AcknowledgeType.ACCEPT);
                assertThat(worker.commitSync())
                        .allSatisfy((topic, failure) -> assertThat(failure).isEmpty());
            }
        }
    }

    @Test
    void recordThatAWorkerHoldsTooLongGoesToAnotherWorker() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            createTopic(broker);
            configureGroup(broker, SHORT_LOCK);
            send(broker, "queued");
            try (var worker = shareConsumer(broker);
                    var otherWorker = shareConsumer(broker)) {
                assertThat(take(worker)).hasSize(1);

                ConsumerRecord<String, String> again = take(otherWorker).getFirst();

                assertThat(again.value()).isEqualTo("queued");
                assertThat(again.deliveryCount()).hasValue((short) 2);
                otherWorker.acknowledge(again, AcknowledgeType.ACCEPT);
                otherWorker.commitSync();
            }
        }
    }

    @Test
    void topicIsNotCreatedByItsFirstRecord() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory, 0);
                Admin admin = admin(broker)) {
            assertThatThrownBy(() ->
                            admin.describeTopics(List.of(TOPIC)).allTopicNames().get())
                    .hasMessageContaining("does not host");
        }
    }

    @Test
    void directoryInUseIsRefusedWithoutEndingTheProcess() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory, 0)) {
            assertThatThrownBy(() -> KafkaBroker.start(directory, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already in use");
            createTopic(broker);
        }
    }

    @Test
    void brokerThatCannotStartLeavesTheProcessRunning() throws Exception {
        Path damaged = directory.resolve("damaged");
        KafkaBroker.start(damaged, 0).close();
        Files.writeString(damaged.resolve("__cluster_metadata-0/quorum-state"), "no quorum");

        assertThatThrownBy(() -> KafkaBroker.start(damaged, 0)).isInstanceOf(RuntimeException.class);

        try (KafkaBroker broker = KafkaBroker.start(directory.resolve("sound"), 0)) {
            createTopic(broker);
        }
    }

    @Test
    void busyPortIsReported() throws Exception {
        try (ServerSocket occupant = new ServerSocket(0, 1, InetAddress.ofLiteral(LoopbackPorts.HOST))) {
            assertThatThrownBy(() -> KafkaBroker.start(directory, occupant.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already in use");
        }
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        KafkaBroker broker = KafkaBroker.start(directory, 0);
        broker.close();
        broker.close();
    }

    private static void createTopic(KafkaBroker broker) throws ExecutionException, InterruptedException {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void configureGroup(KafkaBroker broker, Duration lock)
            throws ExecutionException, InterruptedException {
        try (Admin admin = admin(broker)) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, GROUP),
                            List.of(
                                    set("share.auto.offset.reset", "earliest"),
                                    set("share.record.lock.duration.ms", Long.toString(lock.toMillis())))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static void send(KafkaBroker broker, String... values) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = settings(broker, Map.of());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
        }
    }

    private static String firstRecord(KafkaBroker broker) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        Map<String, Object> settings = settings(broker, Map.of());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(PATIENCE).iterator().next().value();
        }
    }

    private static KafkaShareConsumer<String, String> shareConsumer(KafkaBroker broker) {
        Map<String, Object> settings = settings(
                broker,
                Map.of(
                        "group.id",
                        GROUP,
                        "share.acknowledgement.mode",
                        "explicit",
                        "share.acquire.mode",
                        "record_limit",
                        "max.poll.records",
                        "1"));
        var consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(TOPIC));
        return consumer;
    }

    private static List<ConsumerRecord<String, String>> take(KafkaShareConsumer<String, String> consumer) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (records.isEmpty() && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        }
        return records;
    }

    private static Admin admin(KafkaBroker broker) {
        return Admin.create(settings(broker, Map.of()));
    }

    private static Map<String, Object> settings(KafkaBroker broker, Map<String, String> own) {
        Map<String, Object> settings = new HashMap<>(broker.clientProperties());
        settings.putAll(own);
        return settings;
    }

    static final class ProgramThatNeverStops {
        private ProgramThatNeverStops() {}

        public static void main(String[] arguments) throws Exception {
            KafkaBroker broker = KafkaBroker.start(Path.of(arguments[0]), 0);
            createTopic(broker);
            send(broker, "queued");
            System.out.println(ChildProgram.READY);
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
