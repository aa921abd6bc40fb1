package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.InstallationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The field of a message that says of which installation it is. It is put in front of what else the message says, which stays
 * as it is, byte for byte. Messages of earlier versions have none.
 */
public final class InstallationStamp {
    private static final String FIELD = "installation";
    private static final int SHOWN = 80;

    private InstallationStamp() {}

    /** Says in a message that it is of an installation, if that is known. */
    public static byte[] put(Optional<InstallationId> installation, byte[] message) {
        return installation.map(id -> put(id, message)).orElse(message);
    }

    private static byte[] put(InstallationId installation, byte[] message) {
        byte[] field = "{\"%s\":\"%s\",".formatted(FIELD, installation).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(field.length + message.length - 1)
                .put(field)
                .put(message, 1, message.length - 1)
                .array();
    }

    /** Refuses a message of another installation than one's own, if that is known and the message says any. */
    static void require(JsonNode message, Optional<InstallationId> own) throws ForeignMessageException {
        JsonNode stamp = message.path(FIELD);
        if (own.isEmpty() || stamp.isMissingNode()) return;
        String said = stamp.asText();
        if (!said.equals(own.get().value()))
            throw new ForeignMessageException(said.substring(0, Math.min(said.length(), SHOWN)), own.get());
    }
}
