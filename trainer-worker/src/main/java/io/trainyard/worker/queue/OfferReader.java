package io.trainyard.worker.queue;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.OfferKey;
import io.trainyard.worker.loops.SupervisedLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, on a thread of its own, which runs are offered to this worker alone, from its start on. What it misses while Kafka is
 * away the tracker offers again.
 */
final class OfferReader {
    private static final Logger LOG = LoggerFactory.getLogger(OfferReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_UP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final KafkaConnection kafka;
    private final Map<String, Object> settings;
    private final OfferedRuns offers;
    private final SupervisedLoop loop;
    private volatile boolean listening;

    private OfferReader(KafkaConnection kafka, OfferedRuns offers) {
        this.kafka = kafka;
        this.settings = kafka.client(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "trainyard-worker-offers",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"));
        this.offers = offers;
        this.loop = new SupervisedLoop("offer-reader", PAUSE_AFTER_FAILURE, this::read);
    }

    static OfferReader start(KafkaConnection kafka, OfferedRuns offers) {
        OfferReader reader = new OfferReader(kafka, offers);
        reader.loop.start();
        return reader;
    }

    /** Whether what is offered from now on is heard. */
    boolean isListening() {
        return listening;
    }

    Optional<String> trouble() {
        return loop.trouble();
    }

    void stop() {
        loop.stop();
    }

    private void read() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(kafka.topics().runOffers(), 0);
            // A tracker of this release creates the topic when it starts.
            if (consumer.partitionsFor(partition.topic(), LOOK_UP_TIMEOUT).isEmpty()) return;
            consumer.assign(List.of(partition));
            consumer.seekToEnd(List.of(partition));
            consumer.position(partition, LOOK_UP_TIMEOUT);
            listening = true;
            while (!loop.isStopping()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) receive(record);
            }
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("topic", kafka.topics().runOffers())
                    .log("offers cannot be read: {}", e.getMessage());
        } finally {
            listening = false;
        }
    }

    private void receive(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) return;
        try {
            OfferKey.parse(record.key()).ifPresent(key -> offers.offer(key, record.value()));
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("an offer's key cannot be read: it is left out");
        }
    }
}
