package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.worker.files.Retention;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the keys of {@code worker.yaml} mean. */
final class WorkerConfiguration {
    static final String ENVIRONMENT_PREFIX = "TRAINYARD_WORKER_";

    /** The store that the tracker and all workers see at the same path. */
    static final String FOLDER = "folder";

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
                    files(values, name),
                    spool(values, hostName),
                    values.text("data").map(Path::of),
                    path(values, "downloads"),
                    values.flag("downloads_allowed"),
                    values.number("slots"),
                    Duration.ofSeconds(values.number("heartbeat_seconds")),
                    Duration.ofMinutes(values.number("hang_minutes")),
                    stop(values),
                    profile(values));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage());
        }
    }

    private static FileSettings files(Configuration values, String name) {
        Path folder = path(values, "artifacts");
        String store = values.text("artifact_store").orElse(FOLDER);
        Retention retention = new Retention(values.number("keep_checkpoints_every"));
        long bytesPerSecond = (long) values.number("upload_mebibytes_per_second") << 20;
        if (bytesPerSecond < 0)
            throw new InvalidConfigurationException("upload_mebibytes_per_second must not be less than 0");
        if (store.equals(FOLDER)) return new FileSettings(folder, Optional.empty(), bytesPerSecond, retention);
        // Of its own, so that it may be cleared away whoever else is on this machine.
        return new FileSettings(folder.resolve("of-" + name), Optional.of(address(store)), bytesPerSecond, retention);
    }

    private static URI address(String store) {
        try {
            URI address = new URI(store);
            if (List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null)
                return address;
        } catch (URISyntaxException e) {
            // Said below, for what is no address and what is none of a tracker.
        }
        throw new InvalidConfigurationException("artifact_store must be '" + FOLDER
                + "' or the address of a tracker, such as http://127.0.0.1:8080, but is '" + store + "'");
    }

    private static StopSettings stop(Configuration values) {
        int idle = values.number("exit_when_idle_seconds");
        return new StopSettings(
                Duration.ofSeconds(values.number("drain_seconds")),
                idle == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(idle)));
    }

    private static ProfileSettings profile(Configuration values) {
        return new ProfileSettings(
                named("device_class", () -> values.text("device_class").map(DeviceClass::new)),
                named("labels", () -> Labels.parse(values.text("labels").orElse(""))));
    }

    private static <T> T named(String key, Supplier<T> setting) {
        try {
            return setting.get();
        } catch (InvalidSpecException e) {
            throw new InvalidConfigurationException(
                    key + " " + e.errors().getFirst().message());
        }
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
        return new KafkaConnection(
                values.text("kafka").orElse(""),
                properties,
                new Topics(values.text("kafka_topic_prefix").orElse("")),
                values.text("installation").map(InstallationId::new));
    }

    private static Path path(Configuration values, String key) {
        return Path.of(
                values.text(key).orElseThrow(() -> new InvalidConfigurationException(key + " must name a folder")));
    }
}
