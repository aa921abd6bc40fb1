package io.trainyard.tracker.ingest;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OffsetRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(3);
    /** A tracker that was not up to date for this long cannot tell a silent worker from its own silence. */
    private static final Duration STALL = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Positions positions;
    private final RunEventBatch batch;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Health health;
    private Duration pause = FIRST_PAUSE;

    /** Since when everything has been read without a gap, and when that was last found so. */
    private record Health(Instant since, Instant last) {}

    private RunEventLoop(
            KafkaConsumer<byte[], byte[]> consumer, Positions positions, RunEventBatch batch, Clock clock) {
        this.consumer = consumer;
        this.positions = positions;
        this.batch = batch;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("run-events").unstarted(this::loop);
    }

    /** What the loop works on. */
    public record Parts(Database database, OffsetRepository offsets, RunEventBatch batch, Clock clock) {}

    /** Starts reading. */
    public static RunEventLoop start(KafkaConnection kafka, Parts parts) {
        Map<String, Object> settings = kafka.client(Map.of(
                "group.id", Topics.TRACKER_GROUP,
                "group.protocol", "consumer",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", "1000",
                "client.id", "trainyard-run-events"));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Positions positions = new Positions(consumer, parts.database(), parts.offsets());
        consumer.subscribe(List.of(Topics.RUN_EVENTS), positions);
        RunEventLoop loop = new RunEventLoop(consumer, positions, parts.batch(), parts.clock());
        loop.thread.start();
        return loop;
    }

    /** Whether the loop has been up to date for at least this long, so that silence is a worker's and not its own. */
    public boolean hasListenedFor(Duration time) {
        Health now = health;
        return now != null
                && isRunning()
                && !now.since().isAfter(clock.instant().minus(time));
    }

    /** Whether reports are being read and stored now. */
    public boolean isRunning() {
        Health now = health;
        return now != null && now.last().isAfter(clock.instant().minus(STALL));
    }

    private void loop() {
        try (consumer) {
            while (!stopping) pollOnce();
        } catch (WakeupException e) {
            if (!stopping) throw e;
        }
        LOG.atInfo().log("run events are no longer read");
    }

    private void pollOnce() {
        try {
            positions.restore();
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) apply(records);
            if (isCheckDue()) check();
            pause = FIRST_PAUSE;
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            recover(e);
        }
    }

    private void apply(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, RunEventBatch.Stretch> stretches = positions.stretches(records);
        List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>(records.count());
        records.forEach(list::add);
        batch.apply(list, stretches);
        positions.advance(stretches);
    }

    private boolean isCheckDue() {
        Health now = health;
        return now == null || now.last().isBefore(clock.instant().minus(CHECK_INTERVAL));
    }

    // A poll of a broker that is gone returns nothing, like one of a broker with no news: only asking tells them apart.
    private void check() {
        if (!positions.areKnown() || consumer.assignment().isEmpty()) return;
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), CHECK_TIMEOUT);
        if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) listened();
    }

    private void listened() {
        Instant now = clock.instant();
        Health before = health;
        boolean gap = before == null || before.last().isBefore(now.minus(STALL));
        health = new Health(gap || before == null ? now : before.since(), now);
    }

    private void recover(RuntimeException e) {
        health = null;
        LOG.atWarn().setCause(e).addKeyValue("pauseMillis", pause.toMillis()).log("run events wait");
        positions.forget(consumer.assignment());
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            stopping = true;
        }
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
