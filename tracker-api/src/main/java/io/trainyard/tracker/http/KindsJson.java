package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.fields.Field;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.wire.SpecJson;
import java.util.List;

/** Kinds of specifications with their fields, so that a form can build itself. */
final class KindsJson {
    private KindsJson() {}

    static <T> ArrayNode of(List<Kind<T>> kinds) {
        ArrayNode array = Json.NODES.arrayNode();
        for (Kind<T> kind : kinds) array.addObject().put("type", kind.type()).set("fields", fields(kind));
        return array;
    }

    static ArrayNode fields(Kind<?> kind) {
        ArrayNode array = Json.NODES.arrayNode();
        for (Field field : kind.fields()) array.add(field(field));
        return array;
    }

    private static ObjectNode field(Field field) {
        ObjectNode node = Json.object().put("name", field.name()).put("type", SpecJson.wireName(field.type()));
        if (field.follows().isPresent())
            return node.put("follows", field.follows().get());
        field.fallback().ifPresent(text -> {
            switch (field.type()) {
                case INTEGER, EXTENT -> node.put("default", Integer.parseInt(text));
                case NUMBER -> node.put("default", Double.parseDouble(text));
                case FLAG -> node.put("default", Boolean.parseBoolean(text));
                case CHOICE, LAYERS, BRANCHES -> node.put("default", text);
            }
        });
        return node;
    }
}
