package io.trainyard.tracker.http;

import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.storage.Edit;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What somebody wants to change of a run or an experiment, as it comes in. */
final class EditBody {
    static final int MAX_NAME = 200;
    static final int MAX_NOTE = 10_000;
    private static final int MAX_TAG = 100;
    private static final int MAX_VALUE = 400;
    private static final int MAX_PRIORITY = 100;
    private static final int MAX_RUNNING = 1_000_000;

    private EditBody() {}

    static Edit ofRun(Buffer body) {
        return read(BodyFields.read(body, Set.of("name", "note", "starred", "archived", "priority", "tags")), "note");
    }

    static Edit ofExperiment(Buffer body) {
        return read(
                BodyFields.read(
                        body, Set.of("name", "description", "starred", "archived", "priority", "maxRunning", "tags")),
                "description");
    }

    /** What may be changed of many runs at once. */
    static Edit ofMany(BodyFields fields) {
        return new Edit(
                Optional.empty(),
                Optional.empty(),
                fields.optionalFlag("starred"),
                fields.optionalFlag("archived"),
                priority(fields),
                Optional.empty(),
                tags(fields));
    }

    /** How many runs are trained at a time; 0 for as many as there are workers for. */
    static Optional<Integer> maxRunning(BodyFields fields) {
        Optional<Integer> limit = fields.optionalInteger("maxRunning");
        if (limit.filter(number -> number < 0 || number > MAX_RUNNING).isPresent())
            throw HttpProblem.badRequest("maxRunning", "must be from 1 to " + MAX_RUNNING + ", or 0 for no limit");
        return limit;
    }

    private static Optional<Integer> priority(BodyFields fields) {
        Optional<Integer> priority = fields.optionalInteger("priority");
        if (priority.filter(number -> Math.abs(number) > MAX_PRIORITY).isPresent())
            throw HttpProblem.badRequest("priority", "must be from -" + MAX_PRIORITY + " to " + MAX_PRIORITY);
        return priority;
    }

    private static Edit read(BodyFields fields, String note) {
        Optional<String> name = fields.optionalText("name", MAX_NAME).map(String::strip);
        if (name.filter(String::isEmpty).isPresent()) throw HttpProblem.badRequest("name", "must not be empty");
        return new Edit(
                name,
                fields.optionalText(note, MAX_NOTE),
                fields.optionalFlag("starred"),
                fields.optionalFlag("archived"),
                priority(fields),
                maxRunning(fields),
                tags(fields));
    }

    static Map<String, Optional<String>> tags(BodyFields fields) {
        Map<String, Optional<String>> tags = new LinkedHashMap<>();
        fields.texts("tags").forEach((name, value) -> {
            if (name.isBlank() || name.length() > MAX_TAG)
                throw HttpProblem.badRequest(
                        "tags." + Excerpt.of(name), "must have a name of 1 to " + MAX_TAG + " characters");
            if (value.filter(text -> text.length() > MAX_VALUE).isPresent())
                throw HttpProblem.badRequest("tags." + name, "must be at most " + MAX_VALUE + " characters");
            tags.put(name, value);
        });
        if (tags.size() > Edit.MAX_TAGS) throw HttpProblem.badRequest("tags", "must be at most " + Edit.MAX_TAGS);
        return tags;
    }
}
