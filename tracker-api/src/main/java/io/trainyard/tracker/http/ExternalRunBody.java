package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.ReportLimits;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunStatus;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.external.Ending;
import io.trainyard.tracker.external.Measured;
import io.trainyard.tracker.external.NewRun;
import io.trainyard.tracker.external.NewRun.Experiment;
import io.trainyard.tracker.external.OpenName;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a client tells of a run that is trained elsewhere, as it comes in. Its points are {@link PointsBody}'s. */
final class ExternalRunBody {
    private static final int MAX_PARAMETERS = 1_000;
    private static final int MAX_VALUE = 10_000;
    private static final int MAX_SOURCE = 1_000;
    private static final String SEED = "seed";

    /** By the words for them; a run has no other ends. */
    private static final Map<String, RunStatus> ENDS =
            Map.of("completed", RunStatus.COMPLETED, "failed", RunStatus.FAILED, "cancelled", RunStatus.CANCELLED);

    private static final List<String> SOURCE = List.of("commit", "repository", "command", "host", "user");

    private ExternalRunBody() {}

    static NewRun newRun(Buffer body) {
        BodyFields fields = BodyFields.read(
                body,
                Set.of(
                        "experiment",
                        "experimentId",
                        "name",
                        "parameters",
                        SEED,
                        "tags",
                        "note",
                        "source",
                        "startedAt"));
        return new NewRun(
                experiment(fields),
                name(fields, "name"),
                parameters(fields).toString(),
                tags(fields),
                fields.optionalText("note", EditBody.MAX_NOTE).orElse(""),
                source(fields).toString(),
                fields.optionalTime("startedAt"));
    }

    private static Experiment experiment(BodyFields fields) {
        Optional<String> id = fields.optionalText("experimentId", RunSpec.MAX_NAME_LENGTH);
        Optional<String> name = name(fields, "experiment");
        if (id.isPresent() == name.isPresent())
            throw HttpProblem.badRequest("experiment", "must be a name, or experimentId must be given, and not both");
        return id.<Experiment>map(Experiment.WithId::new).orElseGet(() -> new Experiment.Named(name.orElseThrow()));
    }

    private static Optional<String> name(BodyFields fields, String field) {
        Optional<String> name =
                fields.optionalText(field, RunSpec.MAX_NAME_LENGTH).map(String::strip);
        if (name.filter(String::isEmpty).isPresent()) throw HttpProblem.badRequest(field, "must not be empty");
        return name;
    }

    private static ObjectNode parameters(BodyFields fields) {
        ObjectNode flat = Json.object();
        flatten("", fields.object("parameters"), flat);
        fields.value(SEED).ifPresent(seed -> {
            if (!seed.isNumber() || !seed.canConvertToExactIntegral() || !seed.canConvertToLong())
                throw HttpProblem.badRequest(SEED, "must be a whole number of 64 bits");
            JsonNode other = flat.get(SEED);
            if (other != null && !(other.isNumber() && other.decimalValue().compareTo(seed.decimalValue()) == 0))
                throw HttpProblem.badRequest("parameters.seed", "is not what seed says");
            flat.set(SEED, seed);
        });
        return flat;
    }

    /** Nested names become one each, as in {@code optimizer.lr}. */
    private static void flatten(String prefix, JsonNode object, ObjectNode flat) {
        object.properties().forEach(field -> {
            String name = OpenName.normal(prefix + field.getKey());
            String path = "parameters." + Excerpt.of(name);
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                flatten(name + ".", value, flat);
                return;
            }
            OpenName.objection(name).ifPresent(objection -> {
                throw HttpProblem.badRequest(path, objection);
            });
            if (flat.has(name)) throw HttpProblem.badRequest(path, "is given twice");
            if (flat.size() >= MAX_PARAMETERS)
                throw HttpProblem.badRequest("parameters", "must be at most " + MAX_PARAMETERS);
            flat.set(name, parameter(path, value));
        });
    }

    /** A list, which no search looks into, is kept as its text. */
    private static JsonNode parameter(String path, JsonNode value) {
        JsonNode kept = value.isContainerNode() ? Json.NODES.textNode(value.toString()) : value;
        if (kept.isTextual() && kept.textValue().length() > MAX_VALUE)
            throw HttpProblem.badRequest(path, "must be at most " + MAX_VALUE + " characters");
        if (kept.isNumber() && !Double.isFinite(kept.doubleValue()))
            throw HttpProblem.badRequest(path, "is out of the range of numbers");
        return kept;
    }

    private static Map<String, String> tags(BodyFields fields) {
        Map<String, String> tags = new LinkedHashMap<>();
        EditBody.tags(fields).forEach((name, value) -> value.ifPresent(text -> tags.put(name, text)));
        return tags;
    }

    private static ObjectNode source(BodyFields fields) {
        ObjectNode source = Json.object();
        fields.texts("source").forEach((name, value) -> {
            String path = "source." + Excerpt.of(name);
            if (!SOURCE.contains(name))
                throw HttpProblem.badRequest(path, "is not known; there are " + String.join(", ", SOURCE));
            value.ifPresent(text -> {
                if (text.length() > MAX_SOURCE)
                    throw HttpProblem.badRequest(path, "must be at most " + MAX_SOURCE + " characters");
                source.put(name, text);
            });
        });
        return source;
    }

    static Ending ending(Buffer body) {
        BodyFields fields = BodyFields.read(body, Set.of("status", "message", "endedAt"));
        String word = fields.text("status", MAX_SOURCE);
        RunStatus status = ENDS.get(word);
        if (status == null) throw HttpProblem.badRequest("status", "must be one of completed, failed, cancelled");
        Optional<String> message = fields.optionalText("message", ReportLimits.MAX_MESSAGE);
        if (message.isPresent() && status != RunStatus.FAILED)
            throw HttpProblem.badRequest("message", "is for a run that failed");
        return new Ending(status, message.orElse(""), fields.optionalTime("endedAt"));
    }

    /** The step after which a client goes on; empty if all that was told counts. */
    static OptionalInt afterStep(Buffer body) {
        Optional<Integer> step = BodyFields.read(body, Set.of("afterStep")).optionalInteger("afterStep");
        // Before the first step there is -1.
        if (step.filter(number -> number < -1 || number > Measured.MAX_STEP).isPresent())
            throw HttpProblem.badRequest("afterStep", "must be from -1, before the first one, to " + Measured.MAX_STEP);
        return step.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
