package io.trainyard.tracker.dispatch;

import io.trainyard.contract.KafkaConnection;
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

    private final Admin admin;
    private final String group;
    private final TopicPartition requests;

    public WorkersQueue(KafkaConnection kafka) {
        this.admin = Admin.create(kafka.client(Map.of(
                "client.id", "trainyard-dispatcher-queue",
                "request.timeout.ms", "1000",
                "default.api.timeout.ms", "2000")));
        this.group = kafka.topics().workerGroup();
        this.requests = new TopicPartition(kafka.topics().runRequests(), 0);
    }

    /** Whether workers have taken every request; false if Kafka does not know or does not answer. */
    public boolean isEmpty() {
        try {
            Map<TopicPartition, @Nullable SharePartitionOffsetInfo> partitions = admin.listShareGroupOffsets(
                            Map.of(group, new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(group)
                    .get();
            SharePartitionOffsetInfo left = partitions.get(requests);
            // A partition that no worker has begun with has no information.
            return left != null && left.lag().orElse(-1L) == 0;
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
