package io.trainyard.worker.reporting;

import io.trainyard.contract.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches of events through an idempotent producer, which keeps their order. After a failure the producer is replaced,
 * because it may have given up events for good, and the caller sends from the first one that is missing.
 */
final class EventSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

    private final String topic;
    private final Map<String, Object> settings;
    private final WorkerIdentity identity;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private boolean aborted;
    private boolean failing;

    EventSender(KafkaConnection kafka, WorkerIdentity identity) {
        this.topic = kafka.topics().runEvents();
        this.identity = identity;
        this.settings = kafka.client(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG, "trainyard-worker-events",
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
                ProducerConfig.LINGER_MS_CONFIG, "0",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000"));
    }

    /** Returns how many events, from the first on without a gap, Kafka has. */
    int send(List<SpooledEvent> events) throws InterruptedException {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        int sent = 0;
        try {
            KafkaProducer<String, byte[]> open = openProducer();
            for (SpooledEvent event : events)
                answers.add(open.send(identity.record(topic, event.key(), event.value())));
            for (Future<RecordMetadata> answer : answers) {
                if (!isTaken(answer)) return sent;
                sent++;
            }
            succeeded();
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (KafkaException e) {
            failed(e);
        }
        return sent;
    }

    private boolean isTaken(Future<RecordMetadata> answer) throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                LOG.atError().setCause(e.getCause()).log("event is too large for Kafka and is left out");
                return true;
            }
            failed(e.getCause() == null ? e : e.getCause());
            return false;
        }
    }

    private synchronized KafkaProducer<String, byte[]> openProducer() {
        if (aborted) throw new KafkaException("the sender is closed");
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private void succeeded() {
        if (failing) LOG.info("events reach Kafka again");
        failing = false;
    }

    private void failed(Throwable cause) {
        if (!failing && !isAborted())
            LOG.atWarn().addKeyValue("topic", topic).setCause(cause).log("events wait for Kafka");
        failing = true;
        close();
    }

    private synchronized boolean isAborted() {
        return aborted;
    }

    /** Makes a {@link #send} under way in another thread fail soon, and every later one at once. */
    synchronized void abort() {
        aborted = true;
        close();
    }

    @Override
    public synchronized void close() {
        KafkaProducer<String, byte[]> open = producer;
        producer = null;
        if (open != null) open.close(Duration.ZERO);
    }
}
