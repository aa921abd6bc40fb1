package io.trainyard.tracker.dispatch;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Kafka knows of the requests that lie ready for workers. */
public final class WorkersQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkersQueue.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.RUN_REQUESTS, 0);

    private final Admin admin;

    public WorkersQueue(KafkaConnection kafka) {
        this.admin = Admin.create(kafka.client(Map.of(
                "client.id", "trainyard-dispatcher-queue",
                "request.timeout.ms", "1000",
                "default.api.timeout.ms", "2000")));
    }

    /** Whether workers have taken every request; false if Kafka does not know or does not answer. */
    public boolean isEmpty() {
        try {
            Map<TopicPartition, @Nullable SharePartitionOffsetInfo> partitions = admin.listShareGroupOffsets(
                            Map.of(Topics.WORKER_GROUP, new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(Topics.WORKER_GROUP)
                    .get();
            SharePartitionOffsetInfo requests = partitions.get(PARTITION);
            // A partition that no worker has begun with has no information.
            return requests != null && requests.lag().orElse(-1L) == 0;
        } catch (ExecutionException e) {
            LOG.atDebug().setCause(e).log("the workers' queue could not be asked for");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
