package io.trainyard.benchmarks.chaos;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Messages that nobody has sent, or somebody has sent already. */
final class Messages {
    private static final Topics TOPICS = Topics.USUAL;
    private static final List<String> ALL = List.of(TOPICS.runEvents(), TOPICS.runRequests(), TOPICS.runCommands());
    private static final int STRETCH = 20;
    private static final Duration POLL = Duration.ofSeconds(2);

    private Messages() {}

    /**
     * Sends some of the newest messages again, but no heartbeats: one that comes late says that a worker lives that may be
     * dead, which is why workers never repeat one.
     */
    static void repeat(KafkaConnection kafka, Random random) throws InterruptedException, ExecutionException {
        List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.client(Map.of("enable.auto.commit", "false", "default.api.timeout.ms", "5000")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (String topic : ALL) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                TopicPartition partition = partitions.get(random.nextInt(partitions.size()));
                consumer.assign(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                consumer.seek(partition, Math.max(0, end - STRETCH));
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
                    if (record.value() != null && !isHeartbeat(record.value()) && random.nextBoolean())
                        again.add(new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers()));
            }
        }
        send(kafka, again);
    }

    private static boolean isHeartbeat(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).contains("\"worker-heartbeat\"");
    }

    /** Sends to each topic an empty message and one that is none; returns how many of them are reports to the tracker. */
    static int malform(KafkaConnection kafka) throws InterruptedException, ExecutionException {
        byte[] key = "nobody".getBytes(StandardCharsets.UTF_8);
        List<ProducerRecord<byte[], byte[]>> malformed = new ArrayList<>();
        for (String topic : ALL) {
            malformed.add(new ProducerRecord<>(topic, key, null));
            malformed.add(new ProducerRecord<>(topic, key, "no message".getBytes(StandardCharsets.UTF_8)));
        }
        send(kafka, malformed);
        return 2;
    }

    private static void send(KafkaConnection kafka, List<ProducerRecord<byte[], byte[]>> records)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka.client(Map.of("acks", "all")), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records)
                producer.send(record).get();
        }
    }
}
