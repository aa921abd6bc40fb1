package io.trainyard.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What a broker is told that serves one program on one machine rather than a data centre. */
final class KafkaSettings {
    private static final String MEBIBYTE = Integer.toString(1 << 20);
    private static final String SEGMENT_BYTES = Integer.toString(16 << 20);

    /** There is one node, so nothing can be replicated. */
    private static final Map<String, String> SINGLE_COPY = Map.of(
            "default.replication.factor", "1",
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /** A few consumers and little traffic: the defaults would reserve much memory and create 150 internal partitions. */
    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "4",
            "offsets.topic.segment.bytes", SEGMENT_BYTES,
            "transaction.state.log.num.partitions", "4",
            "transaction.state.log.segment.bytes", SEGMENT_BYTES,
            "share.coordinator.state.topic.num.partitions", "4",
            "share.coordinator.state.topic.segment.bytes", SEGMENT_BYTES,
            "log.segment.bytes", SEGMENT_BYTES,
            "log.index.size.max.bytes", MEBIBYTE,
            "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));

    /**
     * A consumer gets its partitions as soon as it joins, and the record of a worker that died can be given to another
     * one soon. The defaults spare a cluster with thousands of members and let each new one wait for seconds.
     */
    private static final Map<String, String> PROMPT = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.consumer.assignment.interval.ms", "0",
            "group.consumer.min.heartbeat.interval.ms", "500",
            "group.consumer.heartbeat.interval.ms", "500",
            "group.share.assignment.interval.ms", "0",
            "group.share.min.heartbeat.interval.ms", "500",
            "group.share.heartbeat.interval.ms", "500",
            "group.share.initialize.retry.interval.ms", "1000",
            "group.share.min.record.lock.duration.ms", "1000",
            // A run whose workers die is given up by the tracker, with a reason, before the broker drops it without a
            // word.
            "group.share.delivery.count.limit", "10");

    /** A tracker that was killed is missed after seconds: the default allows no session of less than 45. */
    private static final Map<String, String> SHORT_TRACKER_SESSION =
            Map.of("group.consumer.min.session.timeout.ms", "1000");

    /**
     * The controller admits a broker only when the session of its predecessor, which a killed process leaves open, has
     * run out. The default of nine seconds would be added to the start after every crash.
     */
    private static final Map<String, String> SHORT_SESSION =
            Map.of("broker.session.timeout.ms", "2000", "broker.heartbeat.interval.ms", "250");

    /** A tracker that nobody uses writes nothing: there is no standby controller to keep up to date. */
    private static final Map<String, String> QUIET = Map.of("metadata.max.idle.interval.ms", "0");

    private KafkaSettings() {}

    static Properties singleNode(Path logDirectory, int brokerPort, int controllerPort) {
        String controller = LoopbackPorts.HOST + ":" + controllerPort;
        Properties settings = new Properties();
        settings.putAll(SINGLE_COPY);
        settings.putAll(SMALL);
        settings.putAll(PROMPT);
        settings.putAll(SHORT_TRACKER_SESSION);
        settings.putAll(SHORT_SESSION);
        settings.putAll(QUIET);
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "BROKER://" + LoopbackPorts.HOST + ":" + brokerPort + ",CONTROLLER://" + controller,
                "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "BROKER",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@" + controller,
                "log.dirs", logDirectory.toString(),
                "auto.create.topics.enable", "false"));
        return settings;
    }
}
