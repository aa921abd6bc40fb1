package io.trainyard.worker.queue;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.RunCommandCodec;
import io.trainyard.worker.loops.SupervisedLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
 * Reads every command of the tracker from the first one that Kafka still has, on a thread of its own, and goes on reading.
 * It belongs to no consumer group, because every worker needs all commands.
 */
public final class RunCommandReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommandReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK_UP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final KafkaConnection kafka;
    private final Map<String, Object> settings;
    private final Consumer<RunCommand> receiver;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final SupervisedLoop loop;

    private RunCommandReader(KafkaConnection kafka, Consumer<RunCommand> receiver) {
        this.kafka = kafka;
        this.settings = kafka.client(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "trainyard-worker-commands",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"));
        this.receiver = receiver;
        this.loop = new SupervisedLoop("command-reader", PAUSE_AFTER_FAILURE, this::read);
    }

    public static RunCommandReader start(KafkaConnection kafka, Consumer<RunCommand> receiver) {
        RunCommandReader reader = new RunCommandReader(kafka, receiver);
        reader.loop.start();
        return reader;
    }

    /** Waits until every command is known that was given before the start; returns whether this is so. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Optional<String> trouble() {
        return loop.trouble();
    }

    private void read() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(kafka.topics().runCommands(), LOOK_UP_TIMEOUT).stream()
                            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                            .toList();
            // The tracker creates the topic when it starts for the first time.
            if (partitions.isEmpty()) return;
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOK_UP_TIMEOUT);
            while (!loop.isStopping()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) receive(record);
                if (caughtUp.getCount() > 0 && isPast(consumer, ends)) caughtUp.countDown();
            }
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("topic", kafka.topics().runCommands())
                    .log("commands cannot be read: {}", e.getMessage());
        }
    }

    private static boolean isPast(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), LOOK_UP_TIMEOUT) >= end.getValue());
    }

    private void receive(ConsumerRecord<String, byte[]> record) {
        // A value of null marks a key whose commands have been cleared away.
        if (record.value() == null) return;
        try {
            receiver.accept(RunCommandCodec.decode(record.value(), kafka.installation()));
        } catch (MalformedMessageException | RuntimeException | StackOverflowError e) {
            LOG.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("command cannot be read and is left out");
        }
    }

    @Override
    public void close() {
        loop.stop();
        try {
            loop.join(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
