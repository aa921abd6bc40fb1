package io.trainyard.standalone.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The process that serves a home.
 *
 * @param pid of the process
 * @param url where its tracker answers; empty while it starts
 * @param data the folder of data sets that it was started with
 */
public record Holder(long pid, Optional<String> url, Optional<Path> data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<Holder> read(Path file) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        JsonNode node = JSON.readTree(Files.readString(file));
        return Optional.of(new Holder(
                node.path("pid").asLong(), text(node, "url"), text(node, "data").map(Path::of)));
    }

    /** Writes beside the file and renames, so that nobody reads half of it. */
    void write(Path file) throws IOException {
        ObjectNode node = JSON.createObjectNode().put("pid", pid);
        url.ifPresent(value -> node.put("url", value));
        data.ifPresent(value -> node.put("data", value.toString()));
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }
}
