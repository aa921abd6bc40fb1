package io.trainyard.worker;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.OfferKey;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.wire.RunCommandCodec;
import io.trainyard.contract.wire.RunRequestCodec;
import io.trainyard.embedded.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with the topics and the group settings that the tracker makes, and the tracker's side of the topics. */
public final class KafkaForWorkers implements AutoCloseable {
    private final KafkaBroker broker;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    private KafkaForWorkers(KafkaBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(connection().client(Map.of()));
        this.producer =
                new KafkaProducer<>(connection().client(Map.of()), new StringSerializer(), new ByteArraySerializer());
    }

    public static KafkaForWorkers start(Path directory) throws IOException, ExecutionException, InterruptedException {
        KafkaForWorkers kafka = new KafkaForWorkers(KafkaBroker.start(directory, 0));
        NewTopic commands =
                new NewTopic(Topics.USUAL.runCommands(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
        kafka.admin
                .createTopics(List.of(
                        commands,
                        new NewTopic(Topics.USUAL.runRequests(), 1, (short) 1),
                        new NewTopic(Topics.USUAL.runOffers(), 1, (short) 1),
                        new NewTopic(Topics.USUAL.runEvents(), 3, (short) 1)))
                .all()
                .get();
        return kafka;
    }

    public KafkaConnection connection() {
        return new KafkaConnection(broker.bootstrapServers(), broker.clientProperties());
    }

    /** Settings of the group as the tracker makes them, but for the duration of a lock. */
    public void lockFor(Duration lock) throws ExecutionException, InterruptedException {
        Collection<AlterConfigOp> settings = List.of(
                set("share.auto.offset.reset", "earliest"),
                set("share.record.lock.duration.ms", Long.toString(lock.toMillis())));
        admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.GROUP, Topics.USUAL.workerGroup()), settings))
                .all()
                .get();
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    public void request(RunRequest request) throws ExecutionException, InterruptedException {
        send(Topics.USUAL.runRequests(), request.run().value(), RunRequestCodec.encode(request));
    }

    /** A request for one worker. */
    public void offer(WorkerName worker, RunRequest request) throws ExecutionException, InterruptedException {
        String key = new OfferKey(worker, request.run()).toString();
        send(Topics.USUAL.runOffers(), key, RunRequestCodec.encode(request));
    }

    public void command(RunCommand command) throws ExecutionException, InterruptedException {
        send(Topics.USUAL.runCommands(), command.run().value(), RunCommandCodec.encode(command));
    }

    public void send(String topic, String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    /** Whether every request has been accepted or rejected. */
    public boolean isQueueSettled() {
        try {
            Collection<@Nullable SharePartitionOffsetInfo> partitions = admin.listShareGroupOffsets(
                            Map.of(Topics.USUAL.workerGroup(), new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(Topics.USUAL.workerGroup())
                    .get()
                    .values();
            // A partition that the group has not begun with has no information.
            return !partitions.isEmpty()
                    && partitions.stream()
                            .allMatch(partition ->
                                    partition != null && partition.lag().orElse(-1L) == 0);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        broker.close();
    }
}
