package io.trainyard.contract.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.InstallationId;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.util.Optional;

/**
 * The outside of every message: {@code {"v": 1, "type": …}}. {@code v} is the least version of the contract whose programs
 * understand the message, not the version that wrote it: a message that older programs would misread carries a higher one,
 * and any other is read by all, who pass over the fields that they do not know.
 */
final class Envelope {
    /** The version that this program is of: it reads messages that need this one or an older one. */
    static final int VERSION = 6;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Envelope() {}

    /** A message that programs of every version understand. */
    static ObjectNode open(String type) {
        return open(type, 1);
    }

    /** A message that programs older than some version would misread. */
    static ObjectNode open(String type, int needed) {
        return MAPPER.createObjectNode().put("v", needed).put("type", type);
    }

    static byte[] seal(ObjectNode message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    /**
     * Opens a message.
     *
     * @param own installation that it must be of, if it says of which it is
     * @throws ForeignMessageException if it is of another installation
     * @throws NewerMessageException if only programs newer than this one understand it
     */
    static JsonFields parse(byte[] bytes, Optional<InstallationId> own) throws MalformedMessageException {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new MalformedMessageException("is not JSON: " + firstLine(e), e);
        }
        if (node == null || !node.isObject()) throw new MalformedMessageException("is not a JSON object");
        InstallationStamp.require(node, own);
        JsonNode version = node.path("v");
        if (!version.isIntegralNumber() || version.bigIntegerValue().signum() < 1)
            throw new MalformedMessageException("does not say the version that it needs, v from 1");
        if (!version.canConvertToInt() || version.intValue() > VERSION)
            throw new NewerMessageException(version, VERSION);
        return JsonFields.tolerant(node);
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new InvalidSpecException("", "is stored as something else than JSON: " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
