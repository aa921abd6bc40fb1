package io.trainyard.tracker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/** JSON trees on their way out. */
final class Json {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    /** A part of a list, and the cursor of the part that comes next. */
    static ObjectNode page(List<ObjectNode> items, Optional<String> next) {
        ObjectNode body = object();
        body.putArray("items").addAll(items);
        return body.put("next", next.orElse(null));
    }

    /** As it goes out; written in a thread that may take its time. */
    static Buffer buffer(JsonNode node) {
        return Buffer.buffer(bytes(node));
    }

    static void send(HttpServerResponse response, int status, JsonNode node) {
        send(response, status, buffer(node));
    }

    static void send(HttpServerResponse response, int status, Buffer json) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(json)
                .onFailure(gone -> {});
    }
}
