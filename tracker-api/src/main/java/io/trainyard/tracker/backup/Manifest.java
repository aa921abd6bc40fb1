package io.trainyard.tracker.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.backup.TableCopies.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup holds. It is written last: a folder without it is half a backup.
 *
 * @param at when the database was as it is here
 * @param schema version of its tables
 * @param files of runs
 */
record Manifest(Instant at, String schema, List<Table> tables, List<SavedFile> files) {
    private static final int FORMAT = 1;
    private static final String NAME = "backup.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file of a run, by its path in the folder of artifacts. */
    record SavedFile(String path, long bytes, String sha256) {}

    void write(Path folder) throws IOException {
        ObjectNode manifest = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("at", at.toString())
                .put("schema", schema);
        ArrayNode listed = manifest.putArray("tables");
        for (Table table : tables)
            listed.addObject()
                    .put("name", table.name())
                    .put("columns", table.columns())
                    .put("rows", table.rows());
        ArrayNode saved = manifest.putArray("files");
        for (SavedFile file : files)
            saved.addObject()
                    .put("path", file.path())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256());
        Files.write(folder.resolve(NAME), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    }

    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) throw new IOException(folder + " holds no whole backup: it has no " + NAME);
        JsonNode manifest = JSON.readTree(Files.readAllBytes(file));
        if (manifest.path("format").asInt() != FORMAT)
            throw new IOException(file + " is of another version of Trainyard: restore it with that one");
        List<Table> tables = new ArrayList<>();
        for (JsonNode table : manifest.path("tables"))
            tables.add(new Table(
                    table.path("name").asText(),
                    table.path("columns").asText(),
                    table.path("rows").asLong()));
        List<SavedFile> files = new ArrayList<>();
        for (JsonNode saved : manifest.path("files"))
            files.add(new SavedFile(
                    saved.path("path").asText(),
                    saved.path("bytes").asLong(),
                    saved.path("sha256").asText()));
        return new Manifest(
                Instant.parse(manifest.path("at").asText()),
                manifest.path("schema").asText(),
                tables,
                files);
    }
}
