package io.trainyard.engine.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * A file that a run leaves. Its content is computed when it is written, which may take a while.
 *
 * @param name unique within the run
 */
public record Artifact(String name, String mediaType, Content content) {
    static final ObjectMapper MAPPER = new ObjectMapper();

    /** Computes and writes. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A table, by the components of its record. */
    static Artifact json(String name, Supplier<?> table) {
        return new Artifact(name, "application/json", out -> out.write(MAPPER.writeValueAsBytes(table.get())));
    }

    static Artifact binary(String name, Supplier<byte[]> bytes) {
        return of(name, out -> out.write(bytes.get()));
    }

    static Artifact of(String name, Content content) {
        return new Artifact(name, "application/octet-stream", content);
    }
}
