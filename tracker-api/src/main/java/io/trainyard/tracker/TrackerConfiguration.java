package io.trainyard.tracker;

import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.files.S3Settings;
import io.trainyard.tracker.files.StoreLimits;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the keys of {@code tracker.yaml} mean. */
final class TrackerConfiguration {
    static final String ENVIRONMENT_PREFIX = "TRAINYARD_TRACKER_";

    private static final long MEBIBYTE = 1L << 20;

    private TrackerConfiguration() {}

    static Configuration defaults() {
        return Configuration.defaults(TrackerConfiguration.class, "/tracker.yaml");
    }

    /** The defaults, overridden by a file and by the environment. */
    static Configuration read(Optional<Path> file, Map<String, String> environment) throws IOException {
        Configuration values = defaults();
        if (file.isPresent()) values.withYaml(file.get().toString(), Files.readString(file.get()));
        return values.withEnvironment(ENVIRONMENT_PREFIX, environment);
    }

    static TrackerSettings settings(Configuration values) {
        try {
            return new TrackerSettings(
                    values.text("database").orElse(""),
                    values.text("database_user").orElse(""),
                    values.secret("database_password").orElse(""),
                    values.number("database_connections"),
                    kafka(values),
                    values.text("host").orElse(""),
                    values.number("port"),
                    Admission.of(values.flag("authentication"), values.flag("allow_unauthenticated")),
                    Duration.ofSeconds(values.number("lease_seconds")),
                    Duration.ofSeconds(values.number("lock_seconds")),
                    HttpAccess.of(items(values, "allowed_hosts"), items(values, "trusted_proxies")),
                    artifacts(values),
                    Map.of());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage());
        }
    }

    /** The brokers that are set; those of the file of properties where nobody set any. */
    private static KafkaConnection kafka(Configuration values) {
        Map<String, String> properties = values.properties("kafka");
        String servers = properties.get("bootstrap.servers");
        if (servers != null) values.withDefault("kafka", servers);
        Topics topics = new Topics(values.text("kafka_topic_prefix").orElse(""));
        return new KafkaConnection(values.text("kafka").orElse(""), properties).on(topics);
    }

    private static Optional<ArtifactSettings> artifacts(Configuration values) {
        StoreLimits limits = new StoreLimits(
                values.number("artifact_max_file_mebibytes") * MEBIBYTE,
                values.number("artifact_max_run_mebibytes") * MEBIBYTE,
                values.number("artifact_free_mebibytes") * MEBIBYTE);
        int keepEvery = values.number("keep_checkpoints_every");
        if (keepEvery < 0) throw new InvalidConfigurationException("keep_checkpoints_every must not be less than 0");
        Optional<S3Settings> s3 = values.text("s3_bucket").map(bucket -> s3(values, bucket));
        if (s3.isPresent() && values.text("artifacts").isEmpty())
            throw new InvalidConfigurationException(
                    "s3_bucket also wants artifacts: a folder for files that are on their way to the bucket");
        return values.text("artifacts").map(folder -> new ArtifactSettings(Path.of(folder), s3, limits, keepEvery));
    }

    private static S3Settings s3(Configuration values, String bucket) {
        Optional<String> accessKey = values.text("s3_access_key");
        Optional<String> secretKey = values.secret("s3_secret_key");
        Optional<S3Settings.Login> login = accessKey.isEmpty() && secretKey.isEmpty()
                ? Optional.empty()
                : Optional.of(new S3Settings.Login(accessKey.orElse(""), secretKey.orElse("")));
        return new S3Settings(
                values.text("s3_endpoint").map(URI::create),
                values.text("s3_region").orElse(""),
                bucket,
                values.text("s3_prefix").orElse(""),
                values.flag("s3_path_style"),
                login);
    }

    /** What stands between commas. */
    private static List<String> items(Configuration values, String key) {
        return Arrays.stream(values.text(key).orElse("").split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
