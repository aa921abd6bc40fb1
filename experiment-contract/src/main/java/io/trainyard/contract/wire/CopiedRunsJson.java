package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.CopiedRun;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.validation.Excerpt;
import java.util.List;
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

    private final OwnDatasets own;
    private final Function<String, Optional<RunSpec>> stored;

    /**
     * Reads copies.
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
     * @throws io.trainyard.contract.validation.InvalidSpecException naming every field that is wrong
     */
    public List<CopiedRun> read(JsonNode body) {
        JsonFields fields = JsonFields.strict(body);
        List<CopiedRun> runs = fields.list("runs", ExperimentSpec.MAX_RUNS, this::readRun);
        if (fields.has("runs") && body.path("runs").isEmpty()) fields.reject("runs", "must have at least one run");
        return fields.build(() -> runs);
    }

    private CopiedRun readRun(JsonFields fields) {
        String id = fields.text("from");
        Optional<ObjectNode> copied = stored.apply(id).map(SpecJson::writeRun);
        if (copied.isEmpty() && !id.isEmpty()) fields.reject("from", "is '" + Excerpt.of(id) + "', which is no run");
        String name = fields.text("name", "");
        // Of what run the changes are has to be known before they can be judged.
        Optional<RunSpec> spec = copied.flatMap(run -> fields.nested(
                "changes", true, changes -> changed(run, changes, name), changed -> SpecJson.readRun(changed, own)));
        if (fields.has("changes") && copied.isEmpty()) fields.object("changes");
        return fields.build(() -> new CopiedRun(spec.orElseThrow(), !name.isEmpty()));
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
        changes.properties()
                .forEach(change -> told.add(
                        change.getValue().isValueNode()
                                ? change.getKey() + " " + change.getValue().asText()
                                : change.getKey()));
        String name = told.toString();
        int most = name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), MAX_DESCRIBED));
        return name.substring(0, most);
    }
}
