package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.validation.Spelling;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads the fields of one JSON object: a field of the wrong type and a missing one are errors that name it by its whole path.
 * Errors are collected, and values that could not be read are replaced, so that one answer names everything that is wrong;
 * nothing is built from replaced values, since {@link #build} throws first.
 *
 * <p>A field that is not known is an error in what a person wrote, who may have misspelled it. In what another program wrote,
 * or this one stored, it is passed over: a newer version may have written it.
 */
final class JsonFields {
    private final JsonNode object;
    private final boolean strict;
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(JsonNode node, boolean strict) {
        if (!node.isObject()) throw new InvalidSpecException("", "must be a JSON object, but is " + describe(node));
        this.object = node;
        this.strict = strict;
    }

    /** Of what a person wrote. */
    static JsonFields strict(JsonNode node) {
        return new JsonFields(node, true);
    }

    /** Of what a program wrote, which may know more. */
    static JsonFields tolerant(JsonNode node) {
        return new JsonFields(node, false);
    }

    boolean has(String field) {
        known.add(field);
        return object.hasNonNull(field);
    }

    String text(String field) {
        return required(field, JsonNode::isTextual, "a text", JsonNode::textValue, "");
    }

    String text(String field, String fallback) {
        return has(field) ? text(field) : fallback;
    }

    int integer(String field) {
        return required(field, JsonIntegers::isInt, "an integer", JsonIntegers::toInt, 1);
    }

    int integer(String field, int fallback) {
        return has(field) ? integer(field) : fallback;
    }

    long longInteger(String field) {
        return required(
                field,
                node -> JsonIntegers.of(node).isPresent(),
                "an integer",
                node -> JsonIntegers.of(node).getAsLong(),
                1L);
    }

    long longInteger(String field, long fallback) {
        return has(field) ? longInteger(field) : fallback;
    }

    double number(String field) {
        return required(
                field,
                node -> node.isNumber() && Double.isFinite(node.doubleValue()),
                "a finite number",
                JsonNode::doubleValue,
                0.0);
    }

    double number(String field, double fallback) {
        return has(field) ? number(field) : fallback;
    }

    boolean flag(String field, boolean fallback) {
        return has(field)
                ? required(field, JsonNode::isBoolean, "true or false", JsonNode::booleanValue, false)
                : fallback;
    }

    <T> T choice(String field, List<T> values, Function<T, String> wireName, T fallback) {
        return has(field) ? choice(field, values, wireName) : fallback;
    }

    /** One of some names, of which a newer program may know more: these are read as {@code other}. */
    <T> T openChoice(String field, List<T> values, Function<T, String> wireName, T other) {
        String text = text(field);
        return values.stream()
                .filter(value -> wireName.apply(value).equals(text))
                .findFirst()
                .orElse(other);
    }

    <T> T choice(String field, List<T> values, Function<T, String> wireName) {
        String text = text(field);
        for (T value : values) if (wireName.apply(value).equals(text)) return value;
        if (errors.stream().noneMatch(error -> error.field().equals(field)))
            reject(
                    field,
                    "is '" + Excerpt.of(text) + "', but must be one of "
                            + values.stream().map(wireName).collect(Collectors.joining(", ")));
        return values.get(0);
    }

    /** A height and a width: {@code 3} or {@code [1, 7]}. */
    Extent extent(String field) {
        return required(
                field,
                JsonFields::isExtent,
                "an integer or a height and a width in brackets",
                node -> node.isArray()
                        ? new Extent(JsonIntegers.toInt(node.get(0)), JsonIntegers.toInt(node.get(1)))
                        : Extent.of(JsonIntegers.toInt(node)),
                Extent.of(1));
    }

    private static boolean isExtent(JsonNode node) {
        return JsonIntegers.isInt(node)
                || (node.isArray()
                        && node.size() == 2
                        && JsonIntegers.isInt(node.get(0))
                        && JsonIntegers.isInt(node.get(1)));
    }

    /** Reads a text that stands for something; its errors get the field's path. Empty if it is missing or wrong. */
    <T> Optional<T> parsed(String field, Function<String, T> parser) {
        String text = text(field);
        return errors.stream().anyMatch(error -> error.field().equals(field))
                ? Optional.empty()
                : guarded(field, () -> parser.apply(text));
    }

    /** Reads an object; its errors get the field's path. Empty if it is missing where {@code required}, or wrong. */
    <T> Optional<T> nested(String field, boolean required, Function<JsonFields, T> reader) {
        return nested(field, required, node -> node, reader);
    }

    /** Reads an object that may be written in another form. */
    <T> Optional<T> nested(
            String field, boolean required, UnaryOperator<JsonNode> form, Function<JsonFields, T> reader) {
        if (!has(field)) {
            if (required) reject(field, "is missing");
            return Optional.empty();
        }
        return guarded(field, () -> reader.apply(inner(form.apply(object.get(field)))));
    }

    /** Reads a list of at most so many objects, as {@link #values} does. */
    <T> List<T> list(String field, int max, Function<JsonFields, T> reader) {
        return values(field, max, node -> reader.apply(inner(node)));
    }

    /** Reads a list of at most so many values, which are not looked at where they are more; errors of them get the path {@code field[i]}. */
    <T> List<T> values(String field, int max, Function<JsonNode, T> reader) {
        if (has(field)) return items(field, object.get(field), max, reader);
        reject(field, "is missing");
        return List.of();
    }

    /** Reads a list of lists of objects, both bounded; errors of their items get the path {@code field[i][j]}. */
    <T> List<List<T>> lists(String field, int max, int maxInner, Function<JsonFields, T> reader) {
        List<List<T>> lists = new ArrayList<>();
        List<JsonNode> arrays = values(field, max, node -> node);
        for (int i = 0; i < arrays.size(); i++)
            lists.add(items(field + "[" + i + "]", arrays.get(i), maxInner, node -> reader.apply(inner(node))));
        return lists;
    }

    /** Makes a part of what has been read of a field; its errors get the field's path. */
    <T> Optional<T> part(String field, Supplier<T> constructor) {
        return guarded(field, constructor);
    }

    private JsonFields inner(JsonNode node) {
        return new JsonFields(node, strict);
    }

    private <T> List<T> items(String path, JsonNode array, int max, Function<JsonNode, T> reader) {
        List<T> items = new ArrayList<>();
        if (!array.isArray()) {
            reject(path, "must be a list, but is " + describe(array));
            return items;
        }
        if (array.size() > max) {
            reject(path, "must be at most " + max + ", but are " + array.size());
            return items;
        }
        for (int i = 0; i < array.size() && !enoughErrors(); i++) {
            JsonNode item = array.get(i);
            guarded(path + "[" + i + "]", () -> reader.apply(item)).ifPresent(items::add);
        }
        return items;
    }

    JsonNode object(String field) {
        if (has(field) && object.get(field).isObject()) return object.get(field);
        reject(field, has(field) ? "must be a JSON object" : "is missing");
        return object;
    }

    void reject(String field, String message) {
        add(new FieldError(field, message));
    }

    private void add(FieldError error) {
        if (!enoughErrors()) errors.add(error);
    }

    /** Whether more errors are known than an answer names, so that looking for others is in vain. */
    private boolean enoughErrors() {
        return errors.size() > InvalidSpecException.MAX_ERRORS;
    }

    /**
     * Ends the reading: reports all errors so far and, where a person wrote the object, its unknown fields; else makes the
     * value and reports what that finds.
     */
    <T> T build(Supplier<T> constructor) {
        if (strict) rejectUnknown();
        if (!errors.isEmpty()) throw new InvalidSpecException(errors);
        return constructor.get();
    }

    private void rejectUnknown() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext() && !enoughErrors(); ) {
            String name = names.next();
            if (!known.contains(name)) reject(name, Spelling.unknown(name, known));
        }
    }

    private <T> Optional<T> guarded(String path, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (InvalidSpecException e) {
            e.errors().forEach(error -> add(error.under(path)));
            return Optional.empty();
        }
    }

    private <T> T required(
            String field,
            Function<JsonNode, Boolean> fits,
            String wanted,
            Function<JsonNode, T> reader,
            T replacement) {
        if (!has(field)) {
            reject(field, "is missing");
            return replacement;
        }
        JsonNode node = object.get(field);
        if (!fits.apply(node)) {
            reject(field, "must be " + wanted + ", but is " + describe(node));
            return replacement;
        }
        return reader.apply(node);
    }

    /** Lists and objects may be large, so they are not written out. */
    private static String describe(JsonNode node) {
        if (node.isArray()) return node.isEmpty() ? "[]" : "a list";
        if (node.isObject()) return node.isEmpty() ? "{}" : "an object";
        return node.isTextual() ? '"' + Excerpt.of(node.textValue()) + '"' : Excerpt.of(node.toString());
    }
}
