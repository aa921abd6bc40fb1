package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerKind;
import io.trainyard.contract.network.LayerKind.Field;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Layers from and to JSON, by the fields that their kinds declare. */
final class LayerJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 16;

    private LayerJson() {}

    static LayerSpec read(JsonNode node) {
        return read(node, 0);
    }

    private static LayerSpec read(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) throw new InvalidSpecException("", "is nested more than " + MAX_DEPTH + " deep");
        JsonFields fields = new JsonFields(node);
        LayerKind kind = fields.choice("type", LayerKind.all(), LayerKind::type);
        Map<String, Object> values = new HashMap<>();
        for (Field field : kind.fields()) values.put(field.name(), value(fields, field, values, depth));
        List<Object> ordered =
                kind.fields().stream().map(field -> values.get(field.name())).toList();
        return fields.build(() -> kind.create(ordered));
    }

    private static Object value(JsonFields fields, Field field, Map<String, Object> before, int depth) {
        if (field.fallback().isPresent() && !fields.has(field.name()))
            return field.follows().map(before::get).orElseGet(() -> fallback(field));
        return switch (field.type()) {
            case INTEGER -> fields.integer(field.name());
            case NUMBER -> fields.number(field.name());
            case FLAG -> fields.flag(field.name(), false);
            case EXTENT -> fields.extent(field.name());
            case LAYERS -> fields.list(field.name(), layer -> read(layer, depth + 1));
            case BRANCHES -> fields.lists(field.name(), layer -> read(layer, depth + 1));
        };
    }

    private static Object fallback(Field field) {
        String text = field.fallback().orElseThrow();
        return switch (field.type()) {
            case INTEGER -> Integer.valueOf(text);
            case NUMBER -> Double.valueOf(text);
            case FLAG -> Boolean.valueOf(text);
            case EXTENT -> Extent.of(Integer.parseInt(text));
            case LAYERS, BRANCHES -> throw new IllegalStateException("a list has no default: " + field);
        };
    }

    static ObjectNode write(LayerSpec layer) {
        LayerKind kind = LayerKind.of(layer);
        ObjectNode node = NODES.objectNode().put("type", kind.type());
        List<Object> values = kind.values(layer);
        for (int i = 0; i < values.size(); i++) node.set(kind.fields().get(i).name(), json(values.get(i)));
        return node;
    }

    private static JsonNode json(Object value) {
        if (value instanceof Integer number) return NODES.numberNode(number);
        if (value instanceof Double number) return NODES.numberNode(number);
        if (value instanceof Boolean flag) return NODES.booleanNode(flag);
        if (value instanceof LayerSpec layer) return write(layer);
        if (value instanceof Extent extent)
            return extent.height() == extent.width()
                    ? NODES.numberNode(extent.height())
                    : NODES.arrayNode().add(extent.height()).add(extent.width());
        ArrayNode array = NODES.arrayNode();
        ((List<?>) value).forEach(item -> array.add(json(item)));
        return array;
    }
}
