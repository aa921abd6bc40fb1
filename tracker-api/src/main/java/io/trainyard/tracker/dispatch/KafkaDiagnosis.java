package io.trainyard.tracker.dispatch;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import io.trainyard.tracker.diagnosis.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Looks at the Kafka that tracker and workers meet on without changing anything there. */
public final class KafkaDiagnosis {
    private static final long LONGEST_SESSION_MILLIS = 3000;
    private static final long LARGEST_MESSAGE = 1 << 20;
    private static final long SHORTEST_RETENTION_MILLIS = 24L * 60 * 60 * 1000;

    private final KafkaConnection kafka;
    private final List<Finding> findings = new ArrayList<>();

    private KafkaDiagnosis(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    public static List<Finding> of(KafkaConnection kafka) {
        KafkaDiagnosis diagnosis = new KafkaDiagnosis(kafka);
        diagnosis.examine();
        return diagnosis.findings;
    }

    private void examine() {
        try (Admin admin = Admin.create(kafka.client(Map.of(
                "client.id", "trainyard-doctor",
                "request.timeout.ms", "5000",
                "default.api.timeout.ms", "8000")))) {
            int brokers = get(admin.describeCluster().nodes()).size();
            findings.add(Finding.good("Kafka at " + kafka.bootstrapServers() + " answers, brokers: " + brokers));
            shareGroups(admin);
            Topics topics = kafka.topics();
            topic(admin, topics.runEvents(), brokers);
            topic(admin, topics.runRequests(), brokers);
            topic(admin, topics.runOffers(), brokers);
            topic(admin, topics.runCommands(), brokers);
            session(admin, topics.trackerGroup());
            installation();
        } catch (KafkaTopics.KafkaSetUpException | KafkaException e) {
            findings.add(
                    Finding.problem(
                            "Kafka at " + kafka.bootstrapServers() + " does not answer: " + e.getMessage(),
                            "start it, or mend kafka and kafka_properties_file; what they name must be reached from this machine"));
        }
    }

    private void shareGroups(Admin admin) {
        FinalizedVersionRange share = get(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get("share.version");
        if (share != null && share.maxVersionLevel() >= 1) findings.add(Finding.good("it has share groups"));
        else
            findings.add(Finding.problem(
                    "it has no share groups, in which workers wait for runs",
                    "upgrade it to 4.2 or newer, and then: kafka-features.sh upgrade --feature share.version=1"));
    }

    private void topic(Admin admin, String name, int brokers) {
        TopicDescription topic = description(admin, name);
        if (topic == null) {
            findings.add(Finding.warning("there is no topic " + name, "start the tracker, which creates it"));
            return;
        }
        int before = findings.size();
        partitions(topic);
        copies(topic, brokers);
        settings(admin, name);
        if (findings.size() == before) findings.add(Finding.good("the topic " + name + " is as it should be"));
    }

    private @Nullable TopicDescription description(Admin admin, String name) {
        try {
            return get(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        } catch (KafkaTopics.KafkaSetUpException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return null;
            throw e;
        }
    }

    private void partitions(TopicDescription topic) {
        boolean ofRequests = topic.name().equals(kafka.topics().runRequests());
        if (ofRequests && topic.partitions().size() != 1)
            findings.add(Finding.problem(
                    "the topic " + topic.name() + " has " + topic.partitions().size()
                            + " partitions, and idle workers miss what lies in some",
                    "stop the trackers and delete the topic: they create it anew, and hand out its requests again"));
    }

    private void copies(TopicDescription topic, int brokers) {
        long behind = topic.partitions().stream()
                .filter(partition ->
                        partition.isr().size() < partition.replicas().size())
                .count();
        if (behind > 0)
            findings.add(Finding.warning(
                    "the topic " + topic.name() + " lacks copies that are up to date of " + behind + " partitions",
                    "see to the brokers that hold them"));
        boolean alone = topic.partitions().stream()
                .anyMatch(partition -> partition.replicas().size() == 1);
        if (alone && brokers > 2)
            findings.add(Finding.warning(
                    "the topic " + topic.name() + " has no second copy, although there are " + brokers + " brokers",
                    "raise default.replication.factor before topics are made, and give this one copies with"
                            + " kafka-reassign-partitions.sh"));
    }

    private void settings(Admin admin, String name) {
        Config config = config(admin, new ConfigResource(ConfigResource.Type.TOPIC, name));
        if (number(config, "max.message.bytes") < LARGEST_MESSAGE)
            findings.add(Finding.warning(
                    "the topic " + name + " takes no message of 1 MiB, as large as a run's request may be",
                    "raise max.message.bytes of the topic, or message.max.bytes of the brokers, to 1048588"));
        boolean compacted = String.valueOf(value(config, "cleanup.policy")).contains("compact");
        if (name.equals(kafka.topics().runCommands())) {
            if (!compacted)
                findings.add(Finding.problem(
                        "the topic " + name + " forgets commands, and workers may train runs that were cancelled",
                        "set its cleanup.policy to compact"));
            return;
        }
        long retention = number(config, "retention.ms");
        if (retention >= 0 && retention < SHORTEST_RETENTION_MILLIS)
            findings.add(Finding.warning(
                    "the topic " + name + " keeps messages for less than a day",
                    "raise its retention.ms: what trackers have not read by then is lost"));
    }

    private void session(Admin admin, String group) {
        long millis = number(
                config(admin, new ConfigResource(ConfigResource.Type.GROUP, group)), "consumer.session.timeout.ms");
        if (millis <= LONGEST_SESSION_MILLIS)
            findings.add(Finding.good("what a killed tracker has read another one reads after " + millis + " ms"));
        else
            findings.add(Finding.warning(
                    "what a killed tracker has read nobody reads for " + millis + " ms",
                    "set group.consumer.min.session.timeout.ms of the brokers to 3000 or less and"
                            + " group.consumer.min.heartbeat.interval.ms to 500 or less, and start the tracker again"));
    }

    private void installation() {
        try {
            TopicsInUse.requireOwn(kafka);
        } catch (KafkaTopics.KafkaSetUpException e) {
            findings.add(Finding.problem(
                    String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
                    "give each installation a kafka_topic_prefix of its own"));
        }
    }

    private static Config config(Admin admin, ConfigResource resource) {
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(List.of(resource)).all());
        return configs.getOrDefault(resource, new Config(List.of()));
    }

    private static @Nullable String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? null : entry.value();
    }

    /** More than is asked for where the brokers do not tell. */
    private static long number(Config config, String name) {
        String value = value(config, name);
        return value == null ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new KafkaTopics.KafkaSetUpException(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaTopics.KafkaSetUpException(e);
        }
    }
}
