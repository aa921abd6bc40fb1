package io.trainyard.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings of a program as text, key by key: the defaults of a YAML file in its jar, overridden by a file, the
 * environment and the command line. The keys of that first file are the only ones there are, but for open sections: where it
 * has a key {@code x_properties_file}, any {@code x.name} may be set as well.
 */
public final class Configuration {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String SECTION_FILE = "_properties_file";

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
            // Without the parser's own words, which repeat the line: it may hold a secret.
            throw new InvalidConfigurationException(source + " is not YAML from line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " on");
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
            String key = keyOf(variable.substring(prefix.length()).toLowerCase(Locale.ROOT));
            requireKnown("environment variable " + variable, key);
            choose(key, value);
        });
        return this;
    }

    /** No variable has a dot in its name: those of an open section's keys are written as underscores. */
    private String keyOf(String variable) {
        if (values.containsKey(variable)) return variable;
        return sections()
                .filter(section -> variable.startsWith(section + "_"))
                .findFirst()
                .map(section -> variable.replace('_', '.'))
                .orElse(variable);
    }

    private Stream<String> sections() {
        return values.keySet().stream()
                .filter(key -> key.endsWith(SECTION_FILE))
                .map(key -> key.substring(0, key.length() - SECTION_FILE.length()));
    }

    private boolean isInSection(String key) {
        return sections().anyMatch(section -> key.startsWith(section + ".") && key.length() > section.length() + 1);
    }

    /** All values as variables, for a process that is to have the same settings. */
    public Map<String, String> asEnvironment(String prefix) {
        Map<String, String> environment = new TreeMap<>();
        values.forEach(
                (key, value) -> environment.put(prefix + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return environment;
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

    /** Whether somebody has set the value, whatever to. */
    public boolean isChosen(String key) {
        return chosen.contains(key);
    }

    private void choose(String key, String value) {
        values.put(key, value);
        chosen.add(key);
    }

    private void requireKnown(String source, String key) {
        if (values.containsKey(key) || isInSection(key)) return;
        throw new InvalidConfigurationException(source + ": there is no setting '" + key + "'; did you mean '"
                + Spelling.nearest(key, values.keySet()) + "'? The settings are " + String.join(", ", values.keySet()));
    }

    /** The value without blanks around it; empty if nothing is left. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The value, or what the file holds that {@code key_file} names: a secret need not stand among other settings. */
    public Optional<String> secret(String key) {
        Optional<Path> file = text(key + "_file").map(Path::of);
        if (file.isEmpty()) return text(key);
        if (text(key).isPresent())
            throw new InvalidConfigurationException("set " + key + " or " + key + "_file, not both");
        try {
            return Optional.of(Files.readString(file.get()).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            throw unreadable(key + "_file", file.get());
        }
    }

    /** An open section: what its file of properties holds, overridden by its keys, whose names come without the section's. */
    public Map<String, String> properties(String section) {
        Map<String, String> properties = new TreeMap<>();
        text(section + SECTION_FILE)
                .map(Path::of)
                .ifPresent(file -> read(section + SECTION_FILE, file)
                        .forEach((name, value) -> properties.put(name.toString(), value.toString())));
        String prefix = section + ".";
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) properties.put(key.substring(prefix.length()), value);
        });
        return properties;
    }

    private static Properties read(String key, Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(key, file);
        }
    }

    /** Without the cause, whose message may repeat what the file holds. */
    private static InvalidConfigurationException unreadable(String key, Path file) {
        return new InvalidConfigurationException(
                key + ": " + file + (Files.exists(file) ? " cannot be read" : " does not exist"));
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
