package io.trainyard.worker.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.embedded.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEventPublisherIT {
    private static final String NOBODY_LISTENS = "127.0.0.1:1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void eventsThatKafkaMissedArriveInOrderAfterARestart() throws Exception {
        Path spool = directory.resolve("spool");
        try (RunEventPublisher publisher = RunEventPublisher.start(KafkaConnection.to(NOBODY_LISTENS), spool)) {
            publishLines(publisher, 500);
            assertThat(publisher.flush(Duration.ofMillis(1))).isFalse();
        }

        try (KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"), 0)) {
            createTopic(broker);
            try (RunEventPublisher publisher = RunEventPublisher.start(kafka(broker), spool)) {
                assertThat(publisher.flush(PATIENCE)).isTrue();
            }
            List<RunEvent> events = read(broker, 500);
            assertThat(events)
                    .extracting(event -> event.header().sequence())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private static void publishLines(RunEventPublisher publisher, int count) {
        RunReporter reporter = new RunReporter(
                new RunId("00000000000000r1"), new AttemptId("00000000000000a1"), publisher, Clock.systemUTC());
        for (int i = 1; i <= count; i++) reporter.log(LogLevel.INFO, "line " + i);
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(kafka(broker).client(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(Topics.USUAL.runEvents(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static List<RunEvent> read(KafkaBroker broker, int count) throws IOException {
        TopicPartition partition = new TopicPartition(Topics.USUAL.runEvents(), 0);
        List<RunEvent> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka(broker).client(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (events.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200)))
                    events.add((RunEvent) WorkerReportCodec.decode(record.value()));
            }
        }
        assertThat(events).hasSize(count);
        return events;
    }

    private static KafkaConnection kafka(KafkaBroker broker) {
        return new KafkaConnection(broker.bootstrapServers(), broker.clientProperties());
    }
}
