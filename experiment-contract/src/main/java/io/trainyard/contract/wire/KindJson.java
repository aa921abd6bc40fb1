package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.fields.Field;
import io.trainyard.contract.fields.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Specifications from and to JSON, by the fields that their kinds declare. */
final class KindJson {
    private KindJson() {}

    /** Reads a value of the kind that {@code type} names. */
    static <T> T read(JsonFields fields, List<Kind<T>> kinds) {
        return read(fields, fields.choice("type", kinds, Kind::type), KindJson::unknown);
    }

    /** Reads a value of the kind that {@code type} names, or of the first one where it is left out. */
    static <T> T readOrFirst(JsonFields fields, List<Kind<T>> kinds) {
        return read(fields, fields.choice("type", kinds, Kind::type, kinds.get(0)), KindJson::unknown);
    }

    /** Reads a value of one kind. */
    static <T> T read(JsonFields fields, Kind<T> kind) {
        return read(fields, kind, KindJson::unknown);
    }

    /**
     * Reads a value of one kind.
     *
     * @param others contents of the fields that are neither numbers nor flags
     */
    static <T> T read(JsonFields fields, Kind<T> kind, BiFunction<JsonFields, Field, Object> others) {
        Map<String, Object> contents = new HashMap<>();
        for (Field field : kind.fields()) {
            Optional<Object> followed = field.follows().map(contents::get);
            contents.put(
                    field.name(),
                    followed.isPresent() && !fields.has(field.name())
                            ? followed.get()
                            : content(fields, field, others));
        }
        return fields.build(() -> kind.create(contents));
    }

    private static Object content(JsonFields fields, Field field, BiFunction<JsonFields, Field, Object> others) {
        String name = field.name();
        return switch (field.type()) {
            case INTEGER ->
                field.fallback()
                        .map(text -> fields.integer(name, Integer.parseInt(text)))
                        .orElseGet(() -> fields.integer(name));
            case NUMBER ->
                field.fallback()
                        .map(text -> fields.number(name, Double.parseDouble(text)))
                        .orElseGet(() -> fields.number(name));
            case FLAG ->
                fields.flag(name, field.fallback().map(Boolean::valueOf).orElse(false));
            case CHOICE, EXTENT, LAYERS, BRANCHES -> others.apply(fields, field);
        };
    }

    private static Object unknown(JsonFields fields, Field field) {
        throw new IllegalStateException("only layers have such a field: " + field);
    }

    /** Writes a value with its {@code type}. */
    static <T> ObjectNode write(T value, List<Kind<T>> kinds) {
        Kind<T> kind = Kind.of(value, kinds);
        return write(value, kind, JsonNodeFactory.instance.objectNode().put("type", kind.type()), KindJson::simple);
    }

    /** Writes a value without its type. */
    static <T> ObjectNode write(T value, Kind<T> kind) {
        return write(value, kind, JsonNodeFactory.instance.objectNode(), KindJson::simple);
    }

    static <T> ObjectNode write(T value, Kind<T> kind, ObjectNode node, Function<Object, JsonNode> json) {
        for (Field field : kind.fields()) node.set(field.name(), json.apply(kind.value(value, field)));
        return node;
    }

    /** A number or a flag. */
    static JsonNode simple(Object value) {
        if (value instanceof Integer number) return JsonNodeFactory.instance.numberNode(number);
        if (value instanceof Double number) return JsonNodeFactory.instance.numberNode(number);
        if (value instanceof Boolean flag) return JsonNodeFactory.instance.booleanNode(flag);
        throw new IllegalStateException("a content of an unknown type: " + value);
    }
}
