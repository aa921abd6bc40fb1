package io.trainyard.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How tracker and workers reach the Kafka that they meet on: its brokers, what every client of it must be told besides, such
 * as TLS and SASL, and which of what lies there is theirs. The one place that settings of clients are put together in.
 *
 * @param bootstrapServers host and port of one or more brokers, separated by commas
 * @param properties of Kafka's clients under Kafka's own names; may hold secrets
 * @param topics that they meet on
 * @param installation whose messages they send and take; empty while that is not known, and then those of any
 */
public record KafkaConnection(
        String bootstrapServers, Map<String, String> properties, Topics topics, Optional<InstallationId> installation) {
    private static final String SERVERS = "bootstrap.servers";

    /** What the way of a message relies on: another value would lose or repeat some. */
    private static final Set<String> OWN = Set.of(
            "acks",
            "allow.auto.create.topics",
            "auto.offset.reset",
            "client.id",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "key.deserializer",
            "key.serializer",
            "max.poll.records",
            "share.acknowledgement.mode",
            "share.acquire.mode",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    public KafkaConnection {
        if (bootstrapServers.isBlank())
            throw new IllegalArgumentException("Kafka's bootstrap servers are missing: set kafka to host:port");
        properties = new TreeMap<>(properties);
        // A file of client properties as Kafka's own tools read it names the servers, too; ours are named once.
        properties.remove(SERVERS);
        properties.keySet().stream().filter(OWN::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("kafka." + name + " is Trainyard's own and cannot be set");
        });
        properties = Map.copyOf(properties);
    }

    /** On the usual topics. */
    public KafkaConnection(String bootstrapServers, Map<String, String> properties) {
        this(bootstrapServers, properties, Topics.USUAL, Optional.empty());
    }

    /** To brokers that need nothing else. */
    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /** To the same brokers, on topics of one's own. */
    public KafkaConnection on(Topics others) {
        return new KafkaConnection(bootstrapServers, properties, others, installation);
    }

    /** The same for one who knows whose messages these are. */
    public KafkaConnection of(InstallationId known) {
        return new KafkaConnection(bootstrapServers, properties, topics, Optional.of(known));
    }

    /** The settings of one client: its own, overridden by what all clients are told. */
    public Map<String, Object> client(Map<String, ?> own) {
        Map<String, Object> settings = new HashMap<>(own);
        settings.putAll(properties);
        settings.put(SERVERS, bootstrapServers);
        return settings;
    }

    /** Whether the brokers ask their clients who they are, or hide what is said. */
    public boolean isSecured() {
        return !properties.getOrDefault("security.protocol", "PLAINTEXT").equalsIgnoreCase("PLAINTEXT");
    }

    /** Without the properties' values, which may be secret. */
    @Override
    public String toString() {
        return "KafkaConnection[bootstrapServers=%s, properties=%s, topics=%s]"
                .formatted(bootstrapServers, new TreeMap<>(properties).keySet(), topics.prefix());
    }
}
