package io.trainyard.tracker;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.wire.RunRequestCodec;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A worker's side of Kafka: sends reports, takes requests. */
public final class KafkaTestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Topics topics;
    private final Optional<InstallationId> installation;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaShareConsumer<String, byte[]> requests;

    public KafkaTestClient() {
        this(TestServices.kafka());
    }

    public KafkaTestClient(KafkaConnection kafka) {
        topics = kafka.topics();
        installation = kafka.installation();
        producer = new KafkaProducer<>(kafka.client(Map.of()), new StringSerializer(), new ByteArraySerializer());
        requests = new KafkaShareConsumer<>(
                kafka.client(Map.of(
                        "group.id", topics.workerGroup(),
                        "share.acknowledgement.mode", "explicit",
                        "share.acquire.mode", "record_limit",
                        "max.poll.records", "1")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        requests.subscribe(List.of(topics.runRequests()));
    }

    public void send(WorkerReport report) throws Exception {
        String key = switch (report) {
            case WorkerHeartbeat heartbeat -> heartbeat.worker().value();
            case AttemptCrashed crashed -> crashed.run().value();
            case RunEvent event -> event.header().run().value();
        };
        send(key, WorkerReportCodec.encode(report));
    }

    public void send(String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topics.runEvents(), key, value)).get();
    }

    /** Takes and accepts the next requests, so many and no fewer. */
    public List<RunRequest> take(int count) throws Exception {
        List<RunRequest> taken = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (taken.size() < count) {
            if (System.nanoTime() > deadline) throw new AssertionError("no more requests than " + taken);
            for (ConsumerRecord<String, byte[]> record : requests.poll(Duration.ofMillis(200))) {
                taken.add(RunRequestCodec.decode(record.value(), installation));
                requests.acknowledge(record, AcknowledgeType.ACCEPT);
                requests.commitSync();
            }
        }
        return taken;
    }

    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("waited in vain until " + what);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        producer.close();
        requests.close();
    }
}
