package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the fields of a small YAML file; whatever is wrong is said with the file and the field. */
final class YamlFields {
    private final Path file;
    private final Map<?, ?> values;
    private final Set<String> known = new LinkedHashSet<>();

    YamlFields(Path file, String text) throws DataException {
        this.file = file;
        values = parse(file, text);
    }

    private static Map<?, ?> parse(Path file, String text) throws DataException {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setSchema(new CoreSchema())
                    .setLabel(String.valueOf(file.getFileName()))
                    .build();
            Object content = new Load(settings).loadFromString(text);
            if (content == null) return Map.of();
            if (content instanceof Map<?, ?> map) return map;
        } catch (YamlEngineException e) {
            String reason = String.valueOf(e.getMessage()).replace('\n', ' ');
            throw new DataException(file + ": is not YAML 1.2: " + reason, e);
        }
        throw new DataException(file + ": must hold fields, each with a name");
    }

    void require(boolean holds, String field, String message) throws DataException {
        if (!holds) throw new DataException(file + ": " + field + " " + message);
    }

    /** After all fields were asked for. */
    void refuseUnknown() throws DataException {
        for (Object name : values.keySet())
            require(
                    known.contains(String.valueOf(name)),
                    String.valueOf(name),
                    "is not known here; known are " + String.join(", ", known));
    }

    private @Nullable Object get(String field) {
        known.add(field);
        return values.get(field);
    }

    String text(String field, String fallback) throws DataException {
        Object value = get(field);
        if (value == null) return fallback;
        require(value instanceof String || value instanceof Number, field, "must be a text");
        return value.toString();
    }

    /** Numbers among them are meant as names. */
    List<String> texts(String field) throws DataException {
        List<String> texts = new ArrayList<>();
        for (Object value : list(field)) {
            require(value instanceof String || value instanceof Number, field, "must be a list of texts");
            texts.add(value.toString());
        }
        return texts;
    }

    long integer(String field, long fallback, long min, long max) throws DataException {
        Object value = get(field);
        return value == null ? fallback : integer(field, value, min, max);
    }

    private long integer(String field, Object value, long min, long max) throws DataException {
        boolean integral = value instanceof Integer || value instanceof Long;
        require(
                integral && ((Number) value).longValue() >= min && ((Number) value).longValue() <= max,
                field,
                "must be from " + min + " to " + max + ", but is " + value);
        return ((Number) value).longValue();
    }

    double number(String field, double fallback) throws DataException {
        Object value = get(field);
        return value == null ? fallback : number(field, value);
    }

    private double number(String field, Object value) throws DataException {
        require(
                value instanceof Number number && Double.isFinite(number.doubleValue()),
                field,
                "must be a number, but is " + value);
        return ((Number) value).doubleValue();
    }

    List<Integer> integers(String field, int min, int max) throws DataException {
        List<Integer> integers = new ArrayList<>();
        for (Object value : list(field)) integers.add((int) integer(field, value, min, max));
        return integers;
    }

    List<Double> numbers(String field) throws DataException {
        List<Double> numbers = new ArrayList<>();
        for (Object value : list(field)) numbers.add(number(field, value));
        return numbers;
    }

    /** What is no list is one of one. */
    private List<?> list(String field) {
        Object value = get(field);
        if (value == null) return List.of();
        return value instanceof List<?> list ? list : List.of(value);
    }

    <T extends Enum<T>> Optional<T> choice(String field, T[] choices) throws DataException {
        String text = text(field, "");
        if (text.isEmpty()) return Optional.empty();
        Optional<T> found = Arrays.stream(choices)
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
        require(
                found.isPresent(),
                field,
                "is " + text + ", but must be one of "
                        + Arrays.stream(choices)
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
        return found;
    }
}
