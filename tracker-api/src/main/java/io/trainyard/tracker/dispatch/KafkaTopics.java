package io.trainyard.tracker.dispatch;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up what tracker and workers need of Kafka. Running it again changes nothing. */
public final class KafkaTopics {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final String TRACKER_SESSION_MILLIS = "3000";
    private static final String TRACKER_HEARTBEAT_MILLIS = "500";

    /** For so long a worker that reads late still finds each command, and not only the newest of a run. */
    private static final String COMPACTION_LAG_MILLIS = "3600000";

    /** Where earlier releases kept the requests, in three partitions. */
    private static final String FORMER_RUN_REQUESTS = "trainyard.run-requests";

    private KafkaTopics() {}

    private static List<NewTopic> newTopics(Topics topics) {
        return List.of(
                topic(topics.runEvents(), 6),
                topic(topics.runRequests(), 1),
                topic(topics.runOffers(), 1),
                // One partition: every worker reads all of it, and compaction keeps the newest command of each run.
                topic(topics.runCommands(), 1)
                        .configs(Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", COMPACTION_LAG_MILLIS)));
    }

    /**
     * Creates the topics that are missing and configures the workers' group.
     *
     * @param lockDuration after which a request goes to another worker that the first one has not answered
     * @throws KafkaSetUpException if Kafka is away or refuses, or the topics are those of another installation
     */
    public static void setUp(KafkaConnection kafka, Duration lockDuration) {
        try (Admin admin = Admin.create(kafka.client(Map.of(
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "15000")))) {
            Topics topics = kafka.topics();
            Map<String, KafkaFuture<Void>> created =
                    admin.createTopics(newTopics(topics)).values();
            created.forEach((topic, creation) -> {
                boolean existed = !awaitCreation(creation);
                if (existed && topic.equals(topics.runRequests())) requireOnePartition(admin, topic);
            });
            TopicsInUse.requireOwn(kafka);
            if (topics.equals(Topics.USUAL)) deleteFormerRequests(admin);
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, topics.workerGroup());
            List<AlterConfigOp> settings = List.of(
                    set("share.auto.offset.reset", "earliest"),
                    set("share.record.lock.duration.ms", Long.toString(lockDuration.toMillis())));
            await(admin.incrementalAlterConfigs(Map.of(group, settings)).all());
            shortenTrackersSession(admin, topics.trackerGroup());
        }
    }

    // The partitions of a tracker that was killed wait for another one until the broker believes it. A broker that
    // allows no session as short as this costs time, and nothing else.
    private static void shortenTrackersSession(Admin admin, String trackers) {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, trackers);
        List<AlterConfigOp> settings = List.of(
                set("consumer.session.timeout.ms", TRACKER_SESSION_MILLIS),
                set("consumer.heartbeat.interval.ms", TRACKER_HEARTBEAT_MILLIS));
        try {
            await(admin.incrementalAlterConfigs(Map.of(group, settings)).all());
        } catch (KafkaSetUpException e) {
            LOG.atWarn()
                    .log(
                            "the broker allows no session of {} ms, so that the events of a tracker that was killed wait"
                                    + " longer: {}",
                            TRACKER_SESSION_MILLIS,
                            e.getMessage());
        }
    }

    /** Whether the set-up may succeed later: Kafka is away, or its name is not known yet. */
    public static boolean isOutage(Throwable failure) {
        if (failure instanceof KafkaSetUpException) return failure.getCause() instanceof RetriableException;
        // What a client throws at once when no broker's name can be resolved.
        return failure.getCause() instanceof ConfigException unresolved
                && String.valueOf(unresolved.getMessage()).contains("resolvable bootstrap");
    }

    private static NewTopic topic(String name, int partitions) {
        // How many copies there are is the cluster's own decision.
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static void requireOnePartition(Admin admin, String requests) {
        int partitions = await(admin.describeTopics(List.of(requests)).allTopicNames()).values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
        if (partitions != 1)
            throw new KafkaSetUpException(new IllegalStateException("the topic " + requests + " has "
                    + partitions
                    + " partitions, but with more than one idle workers miss requests; delete the topic, and"
                    + " its requests are handed out again"));
    }

    /** What still lies there is handed out anew: workers of earlier releases must not take it as well. */
    private static void deleteFormerRequests(Admin admin) {
        try {
            await(admin.deleteTopics(List.of(FORMER_RUN_REQUESTS)).all());
            LOG.atInfo().addKeyValue("topic", FORMER_RUN_REQUESTS).log("topic of an earlier release deleted");
        } catch (KafkaSetUpException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return;
            LOG.atWarn()
                    .addKeyValue("topic", FORMER_RUN_REQUESTS)
                    .log("topic of an earlier release is not needed and could not be deleted: {}", e.getMessage());
        }
    }

    /** Returns whether the topic is a new one. */
    private static boolean awaitCreation(KafkaFuture<Void> created) {
        try {
            await(created);
            return true;
        } catch (KafkaSetUpException e) {
            if (!(e.getCause() instanceof TopicExistsException)) throw e;
            return false;
        }
    }

    private static <T> T await(KafkaFuture<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new KafkaSetUpException(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaSetUpException(e);
        }
    }

    /** Kafka could not be reached or refused the set-up. */
    public static final class KafkaSetUpException extends RuntimeException {
        private static final long serialVersionUID = 1;

        KafkaSetUpException(Throwable cause) {
            super("Kafka could not be set up: " + cause.getMessage(), cause);
        }
    }
}
