package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.fields.Field;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerKinds;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;

/** Layers from and to JSON. */
final class LayerJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 16;

    private LayerJson() {}

    static LayerSpec read(JsonFields fields) {
        return read(fields, 0);
    }

    private static LayerSpec read(JsonFields fields, int depth) {
        if (depth > MAX_DEPTH) throw new InvalidSpecException("", "is nested more than " + MAX_DEPTH + " deep");
        Kind<LayerSpec> kind = fields.choice("type", LayerKinds.ALL, Kind::type);
        return KindJson.read(fields, kind, (object, field) -> content(object, field, depth));
    }

    private static Object content(JsonFields fields, Field field, int depth) {
        String name = field.name();
        return switch (field.type()) {
            case EXTENT ->
                field.fallback().isEmpty() || fields.has(name)
                        ? fields.extent(name)
                        : Extent.of(Integer.parseInt(field.fallback().get()));
            case LAYERS -> fields.list(name, NetworkSpec.Layers.MAX_LAYERS, layer -> read(layer, depth + 1));
            case BRANCHES ->
                fields.lists(
                        name,
                        LayerSpec.Branching.MAX_BRANCHES,
                        NetworkSpec.Layers.MAX_LAYERS,
                        layer -> read(layer, depth + 1));
            case INTEGER, NUMBER, FLAG, CHOICE -> throw new IllegalStateException("read elsewhere: " + field);
        };
    }

    static ObjectNode write(LayerSpec layer) {
        Kind<LayerSpec> kind = Kind.of(layer, LayerKinds.ALL);
        return KindJson.write(layer, kind, NODES.objectNode().put("type", kind.type()), LayerJson::json);
    }

    private static JsonNode json(Object value) {
        if (value instanceof LayerSpec layer) return write(layer);
        if (value instanceof Extent extent)
            return extent.height() == extent.width()
                    ? NODES.numberNode(extent.height())
                    : NODES.arrayNode().add(extent.height()).add(extent.width());
        if (!(value instanceof List<?> items)) return KindJson.simple(value);
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(json(item)));
        return array;
    }
}
