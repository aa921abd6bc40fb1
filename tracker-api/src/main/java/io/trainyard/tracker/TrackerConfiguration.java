package io.trainyard.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The settings as text, key by key: the defaults of {@code tracker.yaml}, overridden by a file and by the environment. The
 * keys of that file are the only ones there are.
 */
final class TrackerConfiguration {
    private static final String DEFAULTS = "/tracker.yaml";
    private static final String ENVIRONMENT_PREFIX = "TRAINYARD_TRACKER_";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final SequencedMap<String, String> values = new LinkedHashMap<>();

    private TrackerConfiguration() {}

    /** A value that cannot be used; the message says where it comes from and what would be right. */
    static final class InvalidConfigurationException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidConfigurationException(String message) {
            super(message);
        }
    }

    static TrackerConfiguration defaults() {
        TrackerConfiguration configuration = new TrackerConfiguration();
        try (InputStream file = TrackerConfiguration.class.getResourceAsStream(DEFAULTS)) {
            if (file == null) throw new IllegalStateException("the program lacks its " + DEFAULTS);
            YAML.readTree(file)
                    .properties()
                    .forEach(entry -> configuration.values.put(
                            entry.getKey(), entry.getValue().asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return configuration;
    }

    /** Overrides values by those of a YAML text. */
    TrackerConfiguration withYaml(String source, String text) {
        JsonNode tree;
        try {
            tree = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidConfigurationException(source + " is not YAML: " + e.getOriginalMessage());
        }
        if (tree.isMissingNode() || tree.isNull()) return this;
        if (!tree.isObject())
            throw new InvalidConfigurationException(source + " must hold lines of the form key: value");
        tree.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isValueNode())
                throw new InvalidConfigurationException(source + ": " + entry.getKey() + " must be a single value");
            override(source, entry.getKey(), value.isNull() ? "" : value.asText());
        });
        return this;
    }

    /** Overrides values by variables such as {@code TRAINYARD_TRACKER_PORT}. */
    TrackerConfiguration withEnvironment(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (!variable.startsWith(ENVIRONMENT_PREFIX)) return;
            String key = variable.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
            override("environment variable " + variable, key, value);
        });
        return this;
    }

    private void override(String source, String key, String value) {
        if (!values.containsKey(key))
            throw new InvalidConfigurationException(source + ": there is no setting '" + key + "'; the settings are "
                    + String.join(", ", values.keySet()));
        values.put(key, value);
    }

    TrackerSettings settings() {
        try {
            return new TrackerSettings(
                    text("database"),
                    text("database_user"),
                    text("database_password"),
                    number("database_connections"),
                    text("kafka"),
                    text("host"),
                    number("port"),
                    flag("allow_unauthenticated"),
                    Duration.ofSeconds(number("lease_seconds")),
                    Duration.ofSeconds(number("lock_seconds")));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private String text(String key) {
        return values.getOrDefault(key, "").strip();
    }

    private int number(String key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException(key + " must be a whole number, but is '" + text(key) + "'");
        }
    }

    private boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InvalidConfigurationException(key + " must be true or false, but is '" + text(key) + "'");
        };
    }
}
