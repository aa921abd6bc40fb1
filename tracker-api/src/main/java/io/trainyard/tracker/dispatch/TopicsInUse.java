package io.trainyard.tracker.dispatch;

import io.trainyard.contract.InstallationId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.wire.ForeignMessageException;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.RunCommandCodec;
import io.trainyard.tracker.dispatch.KafkaTopics.KafkaSetUpException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether another installation's trackers work on the topics of this one. Two of them would each read some of the other's
 * reports and hand each other's requests to their workers, so that neither got on.
 */
final class TopicsInUse {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TopicsInUse() {}

    /**
     * Looks at the newest command, which only trackers write.
     *
     * @throws KafkaSetUpException if it is of another installation
     */
    static void requireOwn(KafkaConnection kafka) {
        kafka.installation().ifPresent(own -> requireOwn(kafka, own));
    }

    private static void requireOwn(KafkaConnection kafka, InstallationId own) {
        Optional<byte[]> newest;
        try {
            newest = newestCommand(kafka);
        } catch (KafkaException e) {
            throw new KafkaSetUpException(e);
        }
        try {
            if (newest.isPresent()) RunCommandCodec.decode(newest.get(), Optional.of(own));
        } catch (ForeignMessageException e) {
            throw new KafkaSetUpException(
                    new IllegalStateException(
                            "the topics " + kafka.topics().prefix()
                                    + ".* are those of the installation " + e.installation() + ", and this is " + own
                                    + ": set kafka_topic_prefix to another prefix; or, if that installation is no more, delete the topics"));
        } catch (MalformedMessageException e) {
            // Whosever it is, workers leave it out.
        }
    }

    private static Optional<byte[]> newestCommand(KafkaConnection kafka) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
                        "client.id", "trainyard-topics",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "default.api.timeout.ms", Long.toString(PATIENCE.toMillis()))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition commands = new TopicPartition(kafka.topics().runCommands(), 0);
            consumer.assign(List.of(commands));
            long end = consumer.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
            if (end == 0) return Optional.empty();
            consumer.seek(commands, end - 1);
            return consumer.poll(PATIENCE).records(commands).stream()
                    .findFirst()
                    .map(ConsumerRecord::value);
        }
    }
}
