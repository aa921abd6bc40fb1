package io.trainyard.tracker.ingest;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OffsetRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what workers report and has it applied, poll by poll, in a thread of its own. When the database is away it waits and
 * reads the same records again; it never goes on without having stored what it read.
 */
public final class RunEventLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunEventLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
    private static final Duration FORGET = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final Map<String, Object> kafka;
    private final String topic;
    private final Parts parts;
    private final IngestFigures figures = new IngestFigures();
    private final SupervisedLoop loop;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean failing;
    private volatile @Nullable String stoppedBecause;
    private long stoppedNanoTime;
    private Duration pause = FIRST_PAUSE;

    private RunEventLoop(Map<String, Object> kafka, String topic, Parts parts) {
        this.kafka = kafka;
        this.topic = topic;
        this.parts = parts;
        this.loop = SupervisedLoop.start("run-events", this::read);
    }

    /** What the loop works on. */
    public record Parts(Database database, OffsetRepository offsets, EventCollector collector) {}

    /** Starts reading. */
    public static RunEventLoop start(KafkaConnection connection, Parts parts) {
        Map<String, Object> kafka = connection.client(Map.of(
                "group.id", connection.topics().trackerGroup(),
                "group.protocol", "consumer",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", "2000",
                "client.id", "trainyard-run-events"));
        return new RunEventLoop(kafka, connection.topics().runEvents(), parts);
    }

    /** Whether the last round went well; a tracker to which no partition has fallen has nothing to do and is well, too. */
    public boolean isRunning() {
        return loop.isWorking() && !failing && stoppedBecause == null;
    }

    /** Why records are not applied any more, if too many have failed; they wait in Kafka meanwhile. */
    public Optional<String> stoppedBecause() {
        return Optional.ofNullable(stoppedBecause);
    }

    public IngestFigures figures() {
        return figures;
    }

    public SupervisedLoop loop() {
        return loop;
    }

    private void read(SupervisedLoop supervised) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reading = consumer;
            Positions positions = new Positions(consumer, parts.database(), parts.offsets());
            consumer.subscribe(List.of(topic), positions);
            while (!supervised.isStopping()) pollOnce(supervised, consumer, positions);
        } catch (WakeupException e) {
            if (!supervised.isStopping()) throw e;
        } finally {
            reading = null;
        }
        LOG.atInfo().log("run events are no longer read");
    }

    private void pollOnce(SupervisedLoop supervised, KafkaConsumer<byte[], byte[]> consumer, Positions positions)
            throws InterruptedException {
        try {
            positions.restore();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) apply(records, positions);
            pause = FIRST_PAUSE;
            failing = false;
            // A poll that brings nothing says nothing about the records that failed, unless they went to another
            // tracker.
            if (!records.isEmpty() || System.nanoTime() - stoppedNanoTime > FORGET.toNanos()) stoppedBecause = null;
            supervised.succeeded();
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            failing = true;
            if (e instanceof IngestionStoppedException stopped) {
                stoppedBecause = stopped.reason();
                stoppedNanoTime = System.nanoTime();
            }
            // The loop itself is well: it waits for what is away, or for somebody to mend what stops it.
            supervised.succeeded();
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("pauseMillis", pause.toMillis())
                    .log("run events wait");
            positions.forget(consumer.assignment());
            supervised.pause(pause);
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
        }
    }

    private void apply(ConsumerRecords<byte[], byte[]> records, Positions positions) {
        Map<TopicPartition, EventCollector.Stretch> stretches = positions.stretches(records);
        List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>(records.count());
        records.forEach(list::add);
        long startNanos = System.nanoTime();
        parts.collector().collect(list, stretches);
        figures.stored(list.size(), System.nanoTime() - startNanos);
        positions.advance(stretches);
    }

    @Override
    public void close() {
        loop.close(() -> {
            KafkaConsumer<byte[], byte[]> consumer = reading;
            if (consumer != null) consumer.wakeup();
        });
    }
}
