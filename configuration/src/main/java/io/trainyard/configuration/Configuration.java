package io.trainyard.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The settings of a program as text, key by key: the defaults of a YAML file in its jar, overridden by a file, the
 * environment and the command line. The keys of that first file are the only ones there are.
 */
public final class Configuration {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final SequencedMap<String, String> values = new LinkedHashMap<>();
    private final Set<String> chosen = new HashSet<>();

    private Configuration() {}

    /** The defaults that lie beside a program's classes, such as {@code /worker.yaml}. */
    public static Configuration defaults(Class<?> program, String resource) {
        Configuration configuration = new Configuration();
        try (InputStream file = program.getResourceAsStream(resource)) {
            if (file == null) throw new IllegalStateException("the program lacks its " + resource);
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
    public Configuration withYaml(String source, String text) {
        JsonNode tree;
        try {
            tree = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidConfigurationException(source + " is not YAML: " + e.getOriginalMessage());
        }
        if (tree.isMissingNode() || tree.isNull()) return this;
        if (!(tree instanceof ObjectNode object))
            throw new InvalidConfigurationException(source + " must hold lines of the form key: value");
        object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            requireKnown(source, entry.getKey());
            if (!value.isValueNode())
                throw new InvalidConfigurationException(source + ": " + entry.getKey() + " must be a single value");
            choose(entry.getKey(), value.isNull() ? "" : value.asText());
        });
        return this;
    }

    /** Overrides values by variables: with the prefix {@code TRAINYARD_WORKER_}, by {@code TRAINYARD_WORKER_SLOTS}. */
    public Configuration withEnvironment(String prefix, Map<String, String> environment) {
        environment.forEach((variable, value) -> {
            if (!variable.startsWith(prefix)) return;
            String key = variable.substring(prefix.length()).toLowerCase(Locale.ROOT);
            requireKnown("environment variable " + variable, key);
            choose(key, value);
        });
        return this;
    }

    /** Overrides one value, if there is another. */
    public Configuration with(String key, Optional<String> value) {
        value.ifPresent(text -> choose(key, text));
        return this;
    }

    /** Puts something better than the default where nobody has chosen a value. */
    public Configuration withDefault(String key, String value) {
        if (!chosen.contains(key)) values.put(key, value);
        return this;
    }

    private void choose(String key, String value) {
        values.put(key, value);
        chosen.add(key);
    }

    private void requireKnown(String source, String key) {
        if (values.containsKey(key)) return;
        throw new InvalidConfigurationException(source + ": there is no setting '" + key + "'; did you mean '"
                + Spelling.nearest(key, values.keySet()) + "'? The settings are " + String.join(", ", values.keySet()));
    }

    /** The value without blanks around it; empty if nothing is left. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    public int number(String key) {
        String text = text(key).orElse("");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException(key + " must be a whole number, but is '" + text + "'");
        }
    }

    public boolean flag(String key) {
        String text = text(key).orElse("");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidConfigurationException(key + " must be true or false, but is '" + text + "'");
        };
    }
}
