package io.trainyard.tracker.ingest;

import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OffsetRepository;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading stands in each assigned partition. The database knows, not Kafka: a partition that was just assigned, or
 * whose last records could not be stored, stays paused until the database has been asked.
 */
final class Positions implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private final Database database;
    private final OffsetRepository offsets;
    private final Map<TopicPartition, OptionalLong> stored = new HashMap<>();
    private final Set<TopicPartition> unknown = new HashSet<>();

    Positions(Consumer<byte[], byte[]> consumer, Database database, OffsetRepository offsets) {
        this.consumer = consumer;
        this.database = database;
        this.offsets = offsets;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(stored::remove);
        unknown.removeAll(partitions);
    }

    /** Stops reading from these partitions until {@link #restore} has found out where to go on. */
    void forget(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        partitions.forEach(stored::remove);
        unknown.addAll(partitions);
    }

    /** Asks the database about the partitions whose position is unknown, and goes on reading there. */
    void restore() {
        if (unknown.isEmpty()) return;
        Map<TopicPartition, OptionalLong> found = database.read(tx -> {
            Map<TopicPartition, OptionalLong> positions = new HashMap<>();
            for (TopicPartition partition : unknown)
                positions.put(partition, offsets.find(tx, partition.topic(), partition.partition()));
            return positions;
        });
        found.forEach((partition, position) -> {
            if (position.isPresent()) consumer.seek(partition, position.getAsLong());
            else consumer.seekToBeginning(List.of(partition));
        });
        consumer.resume(found.keySet());
        stored.putAll(found);
        unknown.clear();
    }

    /** The stretches that these records cover. */
    Map<TopicPartition, EventCollector.Stretch> stretches(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, EventCollector.Stretch> stretches = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            OptionalLong from = stored.getOrDefault(partition, OptionalLong.empty());
            long to = records.records(partition).getLast().offset() + 1;
            stretches.put(partition, new EventCollector.Stretch(from, to));
        }
        return stretches;
    }

    void advance(Map<TopicPartition, EventCollector.Stretch> stretches) {
        stretches.forEach((partition, stretch) -> stored.put(partition, OptionalLong.of(stretch.to())));
    }
}
