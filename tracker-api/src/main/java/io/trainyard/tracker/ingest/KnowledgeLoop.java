package io.trainyard.tracker.ingest;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.tracker.ingest.Observations.Look;
import io.trainyard.tracker.ingest.Observations.Partition;
import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DatabaseClock;
import io.trainyard.tracker.storage.OffsetRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks twice a second how far the rows have come and where the topic ends, whoever reads it: each tracker knows of all
 * partitions, those that others read included, and may lead without reading any.
 */
public final class KnowledgeLoop implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final String TIMEOUT_MILLIS = "3000";

    private final Map<String, Object> kafka;
    private final String topic;
    private final Database database;
    private final OffsetRepository offsets;
    private final DatabaseClock clock;
    private final SupervisedLoop loop;
    private volatile @Nullable Latest latest;

    /** The newest knowledge and when it was made. */
    private record Latest(Knowledge knowledge, Instant look, long nanoTime) {}

    private KnowledgeLoop(
            KafkaConnection connection, Database database, OffsetRepository offsets, DatabaseClock clock) {
        this.kafka = connection.client(Map.of(
                "request.timeout.ms", TIMEOUT_MILLIS,
                "default.api.timeout.ms", TIMEOUT_MILLIS,
                "client.id", "trainyard-knowledge"));
        this.topic = connection.topics().runEvents();
        this.database = database;
        this.offsets = offsets;
        this.clock = clock;
        this.loop = SupervisedLoop.start("knowledge", this::lookAgainAndAgain);
    }

    /** Starts looking. */
    public static KnowledgeLoop start(
            KafkaConnection connection, Database database, OffsetRepository offsets, DatabaseClock clock) {
        return new KnowledgeLoop(connection, database, offsets, clock);
    }

    /** What is known now; nothing before the first look at a topic that was read whole. */
    public Optional<Knowledge> knowledge() {
        return Optional.ofNullable(latest).map(Latest::knowledge);
    }

    /** Whether all that was said until so long ago is known, nothing having been away in as long a time. */
    public boolean hasListenedFor(Duration time) {
        return loop.isWorking()
                && knowledge().filter(now -> now.hasListenedFor(time)).isPresent()
                && lagSeconds() * 1000 <= time.toMillis();
    }

    /** By how much the rows are behind what workers have sent; not a number before anything is known. */
    public double lagSeconds() {
        Latest now = latest;
        if (now == null) return Double.NaN;
        long atLook = Duration.between(now.knowledge().until(), now.look()).toNanos();
        return (atLook + System.nanoTime() - now.nanoTime()) / 1e9;
    }

    public SupervisedLoop loop() {
        return loop;
    }

    private void lookAgainAndAgain(SupervisedLoop supervised) throws InterruptedException, ExecutionException {
        // Begun anew after a failure: what was seen before it is not continued.
        Observations observations = new Observations();
        try (Admin admin = Admin.create(kafka)) {
            while (!supervised.isStopping()) {
                Look look = look(admin);
                observations
                        .after(look)
                        .ifPresent(knowledge -> latest = new Latest(knowledge, look.at(), System.nanoTime()));
                supervised.succeeded();
                supervised.pause(INTERVAL);
            }
        }
    }

    // The order matters: the time first, then the rows, then the log. So whatever had been sent by that time lies below
    // the ends, and rows that reach the ends hold it.
    private Look look(Admin admin) throws InterruptedException, ExecutionException {
        record Stored(Instant at, Map<Integer, Long> offsets) {}
        Stored stored = database.read(tx -> new Stored(clock.now(tx), offsets.all(tx, topic)));
        List<TopicPartition> partitions = partitions(admin);
        ListOffsetsResult begins = admin.listOffsets(all(partitions, OffsetSpec.earliest()));
        ListOffsetsResult ends = admin.listOffsets(all(partitions, OffsetSpec.latest()));
        Map<Integer, Partition> seen = new HashMap<>();
        for (TopicPartition partition : partitions) {
            int number = partition.partition();
            long begin = begins.partitionResult(partition).get().offset();
            long end = ends.partitionResult(partition).get().offset();
            seen.put(number, new Partition(stored.offsets().getOrDefault(number, 0L), begin, end));
        }
        return new Look(stored.at(), seen);
    }

    private List<TopicPartition> partitions(Admin admin) throws InterruptedException, ExecutionException {
        Collection<TopicDescription> topics =
                admin.describeTopics(List.of(topic)).allTopicNames().get().values();
        return topics.stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static Map<TopicPartition, OffsetSpec> all(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, spec));
        return specs;
    }

    @Override
    public void close() {
        loop.close();
    }
}
