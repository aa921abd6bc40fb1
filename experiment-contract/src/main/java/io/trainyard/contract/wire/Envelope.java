package io.trainyard.contract.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The outside of every message: {@code {"v": 1, "type": …}}. */
final class Envelope {
    static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Envelope() {}

    static ObjectNode open(String type) {
        return MAPPER.createObjectNode().put("v", VERSION).put("type", type);
    }

    static byte[] seal(ObjectNode message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    static JsonNode parse(byte[] bytes) throws MalformedMessageException {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new MalformedMessageException("is not JSON: " + firstLine(e), e);
        }
        if (node == null || !node.isObject()) throw new MalformedMessageException("is not a JSON object");
        if (node.path("v").asInt(0) != VERSION)
            throw new MalformedMessageException(
                    "is of version " + node.path("v") + ", but this program reads version " + VERSION);
        return node;
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
