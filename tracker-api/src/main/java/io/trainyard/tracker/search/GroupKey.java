package io.trainyard.tracker.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field whose values put runs into groups. Written as in a filter: {@code params.batchSize}, {@code tags.phase}, {@code status}. */
public final class GroupKey {
    /** Of the attributes those that several runs have in common, each as SQL of a run {@code r} and what is joined to it. */
    private static final Map<RunAttribute, Source> ATTRIBUTES = Map.of(
            RunAttribute.STATUS, new Source("", "r.status"),
            RunAttribute.ORIGIN, new Source("", "r.origin"),
            RunAttribute.PRIORITY, new Source("", "r.priority"),
            RunAttribute.STARRED, new Source("", "r.starred"),
            RunAttribute.FAILURE, new Source("", "r.failure_kind"),
            RunAttribute.EPOCHS, new Source("", "r.epochs"),
            RunAttribute.EXPERIMENT_NAME, new Source("JOIN experiment %1$s ON %1$s.id = r.experiment_id", "%1$s.name"),
            RunAttribute.WORKER, new Source("LEFT JOIN attempt %1$s ON %1$s.id = r.shown_attempt", "%1$s.worker"),
            RunAttribute.DEVICE, new Source("LEFT JOIN attempt %1$s ON %1$s.id = r.shown_attempt", "%1$s.device_id"));

    private static final Source PARAMETER = new Source(
            "LEFT JOIN run_parameter %1$s ON %1$s.run_id = r.id"
                    + " AND %1$s.parameter_id = (SELECT n.id FROM parameter n WHERE n.name = ?)",
            "nullif(%1$s.value, 'null')");
    private static final Source TAG =
            new Source("LEFT JOIN run_tag %1$s ON %1$s.run_id = r.id AND %1$s.name = ?", "%1$s.value");

    /** Where a value lies: SQL in which the alias of a joined table is left open. */
    private record Source(String join, String value) {}

    private final Field field;
    private final Source source;

    private GroupKey(Field field, Source source) {
        this.field = field;
        this.source = source;
    }

    /** Whether runs can be put together by a field. A metric hardly ever has the same value twice, nor has a name. */
    public static Optional<GroupKey> of(Field field) {
        return switch (field) {
            case Field.Parameter _ -> Optional.of(new GroupKey(field, PARAMETER));
            case Field.Tag _ -> Optional.of(new GroupKey(field, TAG));
            case Field.Attribute(RunAttribute attribute) ->
                Optional.ofNullable(ATTRIBUTES.get(attribute)).map(from -> new GroupKey(field, from));
            case Field.Metric _ -> Optional.empty();
        };
    }

    /** The attributes by which runs can be put together. */
    public static List<String> attributes() {
        return ATTRIBUTES.keySet().stream().map(RunAttribute::word).sorted().toList();
    }

    /** SQL that joins what holds the value to a run {@code r}; its arguments are added. */
    public String join(String alias, List<Object> arguments) {
        switch (field) {
            case Field.Parameter(String name) -> arguments.add(name);
            case Field.Tag(String name) -> arguments.add(name);
            case Field.Attribute _, Field.Metric _ -> {}
        }
        return source.join().formatted(alias);
    }

    /** SQL of the value as JSON; null for a run that has none. */
    public String value(String alias) {
        return "to_jsonb(" + source.value().formatted(alias) + ")";
    }

    /** The filter that finds the runs of one value; empty if none can, as for a list. */
    public Optional<String> condition(JsonNode value) {
        if (value.isNull()) return Optional.of(path() + " IS NULL");
        if (value.isTextual()) return Optional.of(path() + " = " + Suggestions.quoted(value.textValue()));
        return value.isValueNode() ? Optional.of(path() + " = " + value.asText()) : Optional.empty();
    }

    /** The field as a filter names it. */
    private String path() {
        return switch (field) {
            case Field.Parameter(String name) -> Suggestions.path("parameter", name);
            case Field.Tag(String name) -> Suggestions.path("tag", name);
            case Field.Attribute(RunAttribute attribute) -> attribute.word();
            case Field.Metric(String name, var _) -> Suggestions.path("metric", name);
        };
    }
}
