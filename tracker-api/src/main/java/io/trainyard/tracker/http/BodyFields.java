package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.validation.Excerpt;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a small body, read strictly: one that is unknown, missing or of another type is refused by name. */
final class BodyFields {
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final ObjectNode body;

    private BodyFields(ObjectNode body) {
        this.body = body;
    }

    static BodyFields read(Buffer body, Set<String> known) {
        if (!(JsonBody.parse(body) instanceof ObjectNode object))
            throw HttpProblem.badRequest("body", "must be an object");
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name))
                throw HttpProblem.badRequest(
                        Excerpt.of(name),
                        "is not a field here; known are "
                                + String.join(", ", known.stream().sorted().toList()));
        });
        return new BodyFields(object);
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    String text(String name, int max) {
        return optionalText(name, max).orElseThrow(() -> HttpProblem.badRequest(name, "is missing"));
    }

    Optional<String> optionalText(String name, int max) {
        return value(name).map(value -> {
            if (!value.isTextual()) throw HttpProblem.badRequest(name, "must be a text");
            String text = value.textValue();
            if (text.codePointCount(0, text.length()) > max)
                throw HttpProblem.badRequest(name, "must be at most " + max + " characters");
            return text;
        });
    }

    Optional<Boolean> optionalFlag(String name) {
        return value(name).map(value -> {
            if (!value.isBoolean()) throw HttpProblem.badRequest(name, "must be true or false");
            return value.booleanValue();
        });
    }

    int integer(String name, int fallback) {
        return optionalInteger(name).orElse(fallback);
    }

    Optional<Integer> optionalInteger(String name) {
        return value(name).map(value -> {
            if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToInt())
                throw HttpProblem.badRequest(name, "must be a whole number");
            return value.intValue();
        });
    }

    /** The texts of a list; empty if it is missing. */
    List<String> list(String name, int max) {
        JsonNode list = value(name).orElse(Json.NODES.arrayNode());
        if (!list.isArray()) throw HttpProblem.badRequest(name, "must be a list of texts");
        if (list.size() > max) throw HttpProblem.badRequest(name, "must be at most " + max + " items");
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isTextual()) throw HttpProblem.badRequest(name, "must be a list of texts");
            texts.add(item.textValue());
        }
        return texts;
    }

    /** The texts of an object by their names; empty for each null. */
    Map<String, Optional<String>> texts(String name) {
        JsonNode object = value(name).orElse(Json.object());
        if (!object.isObject()) throw HttpProblem.badRequest(name, "must be an object of texts");
        Map<String, Optional<String>> texts = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isTextual() && !value.isNull())
                throw HttpProblem.badRequest(name + "." + Excerpt.of(field.getKey()), "must be a text, or null");
            texts.put(field.getKey(), value.isNull() ? Optional.empty() : Optional.of(value.textValue()));
        });
        return texts;
    }

    /** An object; empty if it is missing. */
    JsonNode object(String name) {
        JsonNode object = value(name).orElse(Json.object());
        if (!object.isObject()) throw HttpProblem.badRequest(name, "must be an object");
        return object;
    }

    JsonNode required(String name) {
        return value(name).orElseThrow(() -> HttpProblem.badRequest(name, "is missing"));
    }

    Optional<Instant> optionalTime(String name) {
        return value(name).map(value -> time(name, value));
    }

    /** A time: a text of ISO 8601, or milliseconds since 1970. */
    static Instant time(String name, JsonNode value) {
        Instant time = value.isTextual() ? written(name, value.textValue()) : counted(name, value);
        if (time.isBefore(Instant.EPOCH) || !time.isBefore(LATEST))
            throw HttpProblem.badRequest(name, "must be from 1970 to 2199");
        return time;
    }

    private static Instant written(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw HttpProblem.badRequest(name, "must be a time with its offset, such as 2026-11-30T18:00:00Z");
        }
    }

    private static Instant counted(String name, JsonNode value) {
        if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToLong())
            throw HttpProblem.badRequest(name, "must be a time in ISO 8601, or whole milliseconds since 1970");
        return Instant.ofEpochMilli(value.longValue());
    }

    /** Empty where it is missing or null. */
    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(body.get(name)).filter(value -> !value.isNull());
    }
}
