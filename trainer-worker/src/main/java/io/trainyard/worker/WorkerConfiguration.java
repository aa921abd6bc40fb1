package io.trainyard.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trainyard.contract.WorkerName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings as text, key by key: the defaults of {@code worker.yaml}, overridden by a file, the environment and the
 * command line. The keys of that file are the only ones there are.
 */
final class WorkerConfiguration {
    private static final String DEFAULTS = "/worker.yaml";
    private static final String ENVIRONMENT_PREFIX = "TRAINYARD_WORKER_";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final SequencedMap<String, String> values = new LinkedHashMap<>();

    private WorkerConfiguration() {}

    /** A value that cannot be used; the message says where it comes from and what would be right. */
    static final class InvalidConfigurationException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidConfigurationException(@Nullable String message) {
            super(message);
        }
    }

    static WorkerConfiguration defaults() {
        WorkerConfiguration configuration = new WorkerConfiguration();
        try (InputStream file = WorkerConfiguration.class.getResourceAsStream(DEFAULTS)) {
            if (file == null) throw new IllegalStateException("the program lacks its " + DEFAULTS);
            YAML.readTree(file)
                    .properties()
                    .forEach(e ->
                            configuration.values.put(e.getKey(), e.getValue().asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return configuration;
    }

    /** Overrides values by those of a YAML text. */
    WorkerConfiguration withYaml(String source, String text) {
        JsonNode tree;
        try {
            tree = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidConfigurationException(source + " is not YAML: " + e.getOriginalMessage());
        }
        if (tree.isMissingNode() || tree.isNull()) return this;
        if (!(tree instanceof ObjectNode object))
            throw new InvalidConfigurationException(source + " must hold lines of the form key: value");
        object.properties().forEach(e -> override(source, e.getKey(), e.getValue()));
        return this;
    }

    private void override(String source, String key, JsonNode value) {
        if (!values.containsKey(key))
            throw new InvalidConfigurationException(source + ": there is no setting '" + key + "'; did you mean '"
                    + nearest(key) + "'? The settings are " + String.join(", ", values.keySet()));
        if (!value.isValueNode())
            throw new InvalidConfigurationException(source + ": " + key + " must be a single value");
        values.put(key, value.isNull() ? "" : value.asText());
    }

    /** Overrides values by variables such as {@code TRAINYARD_WORKER_SLOTS}. */
    WorkerConfiguration withEnvironment(Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (variable.startsWith(ENVIRONMENT_PREFIX)) {
                String key = variable.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
                override(
                        "environment variable " + variable,
                        key,
                        YAML.getNodeFactory().textNode(value));
            }
        });
        return this;
    }

    WorkerConfiguration with(String key, Optional<String> value) {
        value.ifPresent(text -> values.put(key, text));
        return this;
    }

    WorkerSettings settings(String hostName) {
        String name = text("name").orElse(hostName.replaceAll("[^A-Za-z0-9._-]", "-"));
        try {
            return new WorkerSettings(
                    new WorkerName(name),
                    text("kafka").orElse(""),
                    path("artifacts"),
                    Path.of(text("spool").orElse("trainyard-data/spool/" + name)),
                    text("data").map(Path::of),
                    path("downloads"),
                    flag("downloads_allowed"),
                    Math.toIntExact(number("slots")),
                    Duration.ofSeconds(number("lock_seconds")),
                    Duration.ofSeconds(number("heartbeat_seconds")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidConfigurationException(e.getMessage());
        }
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Path path(String key) {
        return Path.of(text(key).orElseThrow(() -> new InvalidConfigurationException(key + " must name a folder")));
    }

    private long number(String key) {
        String text = text(key).orElse("");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException(key + " must be a whole number, but is '" + text + "'");
        }
    }

    private boolean flag(String key) {
        String text = text(key).orElse("");
        if (!text.equals("true") && !text.equals("false"))
            throw new InvalidConfigurationException(key + " must be true or false, but is '" + text + "'");
        return text.equals("true");
    }

    private String nearest(String key) {
        return Collections.min(values.keySet(), Comparator.comparingInt(candidate -> distance(candidate, key)));
    }

    /** How many letters must be changed, added or taken away (Levenshtein 1966). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
