package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the keys of {@code worker.yaml} mean. */
final class WorkerConfiguration {
    static final String ENVIRONMENT_PREFIX = "TRAINYARD_WORKER_";

    private WorkerConfiguration() {}

    static Configuration defaults() {
        return Configuration.defaults(WorkerConfiguration.class, "/worker.yaml");
    }

    static WorkerSettings settings(Configuration values, String hostName) {
        String name = name(values, hostName);
        try {
            return new WorkerSettings(
                    new WorkerName(name),
                    kafka(values),
                    path(values, "artifacts"),
                    spool(values, hostName),
                    values.text("data").map(Path::of),
                    path(values, "downloads"),
                    values.flag("downloads_allowed"),
                    values.number("slots"),
                    Duration.ofSeconds(values.number("heartbeat_seconds")),
                    Duration.ofMinutes(values.number("hang_minutes")),
                    stop(values));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage());
        }
    }

    private static StopSettings stop(Configuration values) {
        int idle = values.number("exit_when_idle_seconds");
        return new StopSettings(
                Duration.ofSeconds(values.number("drain_seconds")),
                idle == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(idle)));
    }

    /** Where this worker keeps what is its own. */
    static Path spool(Configuration values, String hostName) {
        return Path.of(values.text("spool").orElse("trainyard-data/spool/" + name(values, hostName)));
    }

    static String name(Configuration values, String hostName) {
        return values.text("name").orElse(hostName.replaceAll("[^A-Za-z0-9._-]", "-"));
    }

    /** The brokers that are set; those of the file of properties where nobody set any. */
    static KafkaConnection kafka(Configuration values) {
        Map<String, String> properties = values.properties("kafka");
        String servers = properties.get("bootstrap.servers");
        if (servers != null) values.withDefault("kafka", servers);
        return new KafkaConnection(values.text("kafka").orElse(""), properties);
    }

    private static Path path(Configuration values, String key) {
        return Path.of(
                values.text(key).orElseThrow(() -> new InvalidConfigurationException(key + " must name a folder")));
    }
}
