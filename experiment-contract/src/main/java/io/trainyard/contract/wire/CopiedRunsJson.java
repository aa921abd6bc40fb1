package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.CopiedRun;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Runs that somebody asks for by naming others: {@code {"runs": [{"from": ID, "changes": {"seed": 7}}]}}. The fields of a run that
 * {@code changes} names are as it says, as wholes; all else is as it is in the run that is copied.
 */
public final class CopiedRunsJson {
    /** Leaves room for a number, where several runs would be called alike. */
    private static final int MAX_DESCRIBED = RunSpec.MAX_NAME_LENGTH - 10;

    /** As much as all runs of an experiment that is sent as a whole may be, several times; a short request must not become a long one. */
    private static final int MAX_CHARACTERS = 8 << 20;

    private final OwnDatasets own;
    private final Function<String, Optional<RunSpec>> stored;
    private final Map<String, Copied> copied = new HashMap<>();
    private long characters;

    /** A run that is copied, as it would be written, and how long that is. */
    private record Copied(ObjectNode json, int characters) {}

    /**
     * Reads the copies of one request.
     *
     * @param own data sets that can be named beside the built-in ones
     * @param stored the run with an id
     */
    public CopiedRunsJson(OwnDatasets own, Function<String, Optional<RunSpec>> stored) {
        this.own = own;
        this.stored = stored;
    }

    /**
     * All that are asked for, at least one.
     *
     * @throws InvalidSpecException naming every field that is wrong
     */
    public List<CopiedRun> read(JsonNode body) {
        JsonFields fields = JsonFields.strict(body);
        List<CopiedRun> runs = fields.list("runs", ExperimentSpec.MAX_RUNS, this::readRun);
        if (fields.has("runs") && body.path("runs").isEmpty()) fields.reject("runs", "must have at least one run");
        return fields.build(() -> runs);
    }

    private CopiedRun readRun(JsonFields fields) {
        Optional<ObjectNode> base = fields.parsed("from", this::find);
        String name = fields.text("name", "");
        // Of what run the changes are has to be known before they can be judged.
        Optional<RunSpec> spec = base.flatMap(run -> fields.nested(
                "changes", true, changes -> changed(run, changes, name), changed -> SpecJson.readRun(changed, own)));
        if (base.isEmpty()) fields.object("changes");
        return fields.build(() -> new CopiedRun(spec.orElseThrow(), !name.isEmpty()));
    }

    private ObjectNode find(String id) {
        Copied found = copied.computeIfAbsent(id, this::read);
        characters += found.characters();
        if (characters > MAX_CHARACTERS)
            throw new InvalidSpecException(
                    "",
                    "makes the runs more than " + MAX_CHARACTERS
                            + " characters when they are written out: ask for fewer at a time");
        return found.json().deepCopy();
    }

    private Copied read(String id) {
        ObjectNode json = stored.apply(id)
                .map(SpecJson::writeRun)
                .orElseThrow(() -> new InvalidSpecException("", "is '" + Excerpt.of(id) + "', which is no run"));
        return new Copied(json, json.toString().length());
    }

    private static JsonNode changed(ObjectNode run, JsonNode changes, String name) {
        if (!(changes instanceof ObjectNode fields)) return changes;
        run.setAll(fields);
        // What was not named is called after what it is, and what is different about it.
        if (!fields.has("name")) run.put("name", name.isEmpty() ? described(run, fields) : name);
        return run;
    }

    private static String described(ObjectNode run, ObjectNode changes) {
        StringJoiner told = new StringJoiner(", ");
        told.add(run.path("name").asText());
        changes.properties().forEach(change -> told.add((change.getKey() + " " + value(change.getValue())).strip()));
        String name = told.toString();
        int most = name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), MAX_DESCRIBED));
        return name.substring(0, most);
    }

    /** Of a part its kind or name, which tells most. */
    private static String value(JsonNode node) {
        if (node.isNull()) return "none";
        if (node.isValueNode()) return node.asText();
        for (String head : List.of("type", "name", "preset"))
            if (node.has(head)) return node.path(head).asText();
        return "";
    }
}
