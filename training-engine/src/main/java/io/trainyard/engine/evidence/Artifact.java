package io.trainyard.engine.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.engine.choice.AvailableMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * A file that a run leaves. Its content is computed when it is written, which may take a while.
 *
 * @param name unique within the run
 */
public record Artifact(String name, String mediaType, Content content) {
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Computes and writes. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A table, by the components of its record. */
    static Artifact json(String name, Supplier<?> table) {
        return new Artifact(name, JSON, out -> out.write(MAPPER.writeValueAsBytes(table.get())));
    }

    /**
     * The same file, which is only begun where there is memory for it.
     *
     * @param onHeap bytes that its content takes
     * @param beside bytes outside the heap
     */
    Artifact needing(long onHeap, long beside) {
        return new Artifact(name, mediaType, out -> {
            AvailableMemory.require(name, onHeap, beside);
            content.writeTo(out);
        });
    }

    /** The same file, which says where it comes from if it is JSON: the formats of numbers have no room for it. */
    public Artifact from(Origin origin) {
        return mediaType.equals(JSON) ? new Artifact(name, mediaType, out -> writeFrom(origin, out)) : this;
    }

    private void writeFrom(Origin origin, OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        ObjectNode table = MAPPER.createObjectNode();
        table.set("origin", MAPPER.valueToTree(origin));
        table.setAll((ObjectNode) MAPPER.readTree(bytes.toByteArray()));
        out.write(MAPPER.writeValueAsBytes(table));
    }

    static Artifact binary(String name, Supplier<byte[]> bytes) {
        return of(name, out -> out.write(bytes.get()));
    }

    static Artifact of(String name, Content content) {
        return new Artifact(name, "application/octet-stream", content);
    }
}
