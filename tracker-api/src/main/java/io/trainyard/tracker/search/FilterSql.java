package io.trainyard.tracker.search;

import io.trainyard.tracker.search.Filter.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes of a filter the condition for a run {@code r}, with a question mark for each value. Conditions are about one index each where
 * there is one, and say true or false of every run, so that a negation is the rest.
 */
public final class FilterSql {
    // Cut off where a value is longer: see run_parameter in the schema.
    private static final int WHOLE_VALUE = 100;

    private final List<Object> arguments;

    private FilterSql(List<Object> arguments) {
        this.arguments = arguments;
    }

    /** The condition; its values are added to the arguments in the order of the question marks. */
    public static String condition(Filter filter, List<Object> arguments) {
        return new FilterSql(arguments).sql(filter);
    }

    private String sql(Filter filter) {
        return switch (filter) {
            case Filter.And and -> joined(and.all(), " AND ");
            case Filter.Or or -> joined(or.any(), " OR ");
            case Filter.Not not -> "NOT (" + sql(not.filter()) + ") IS TRUE";
            case Filter.Comparison comparison -> comparison(comparison);
            case Filter.Like like -> like(like);
            case Filter.In in -> in(in);
            case Filter.IsNull isNull -> isNull(isNull.field());
        };
    }

    private String joined(List<Filter> filters, String between) {
        return filters.stream().map(each -> "(" + sql(each) + ")").collect(Collectors.joining(between));
    }

    private String comparison(Filter.Comparison comparison) {
        Operator operator = comparison.operator();
        return switch (comparison.field()) {
            case Field.Parameter parameter -> parameter(parameter, comparison);
            case Field.Metric metric ->
                ofMetric(metric, value -> value + " " + operator.sign + " " + bind(comparison.value()) + finite(value));
            case Field.Tag tag -> ofTag(tag, value -> value + " " + operator.sign + " " + bind(comparison.value()));
            case Field.Attribute attribute ->
                ofAttribute(
                        attribute.attribute(), value -> value + " " + operator.sign + " " + bind(comparison.value()));
        };
    }

    private String parameter(Field.Parameter parameter, Filter.Comparison comparison) {
        if (!comparison.operator().orders())
            return oneOf(parameter, List.of(comparison.value()), comparison.operator() == Operator.NOT_EQUAL);
        return ofParameter(
                parameter,
                value -> value + " " + comparison.operator().sign + " to_jsonb(" + bind(comparison.value())
                        + ") AND jsonb_typeof(" + value + ") = 'number'");
    }

    private String in(Filter.In in) {
        String not = in.negated() ? "NOT " : "";
        return switch (in.field()) {
            case Field.Parameter parameter -> oneOf(parameter, in.values(), in.negated());
            case Field.Metric metric -> ofMetric(metric, value -> value + " " + not + list(in) + finite(value));
            case Field.Tag tag -> ofTag(tag, value -> value + " " + not + list(in));
            case Field.Attribute attribute -> ofAttribute(attribute.attribute(), value -> value + " " + not + list(in));
        };
    }

    private String list(Filter.In in) {
        return in.values().stream().map(this::bind).collect(Collectors.joining(", ", "IN (", ")"));
    }

    /** A text in quotes is also the number or the truth that it spells. */
    private String oneOf(Field.Parameter parameter, List<Literal> values, boolean negated) {
        boolean cutOff = values.stream()
                .anyMatch(value ->
                        value instanceof Literal.Text text && text.text().length() >= WHOLE_VALUE);
        Function<String, String> condition = value ->
                value + (negated ? " NOT" : "") + " IN (" + documents(values) + ") AND " + value + " <> 'null'";
        if (!cutOff) return ofParameter(parameter, condition);
        arguments.add(parameter.name());
        return "EXISTS (SELECT FROM (SELECT r.parameters -> ?) whole (value) WHERE " + condition.apply("whole.value")
                + ")";
    }

    private String documents(List<Literal> values) {
        List<String> documents = new ArrayList<>();
        for (Literal value : values) {
            documents.add("to_jsonb(" + bind(value) + ")");
            if (!(value instanceof Literal.Text(String text))) continue;
            if (text.equals("true") || text.equals("false")) documents.add("'" + text + "'::jsonb");
            if (isNumber(text)) documents.add("to_jsonb(" + bind(new Literal.Amount(new BigDecimal(text))) + ")");
        }
        return String.join(", ", documents);
    }

    static boolean isNumber(String text) {
        return text.matches("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");
    }

    private String like(Filter.Like like) {
        String operator = (like.negated() ? "NOT " : "") + (like.anyCase() ? "ILIKE " : "LIKE ");
        Function<String, String> condition = value -> value + " " + operator + text(like.pattern());
        return switch (like.field()) {
            case Field.Metric _ -> throw new IllegalArgumentException("a metric is no text");
            case Field.Tag tag -> ofTag(tag, condition);
            case Field.Parameter parameter -> {
                arguments.add(parameter.name());
                yield condition.apply("(r.parameters ->> ?)");
            }
            case Field.Attribute attribute -> like(attribute.attribute(), like, condition);
        };
    }

    private String like(RunAttribute attribute, Filter.Like like, Function<String, String> condition) {
        // It is in small letters, and has an index of its trigrams.
        if (attribute == RunAttribute.TEXT)
            return "r.search_text " + (like.negated() ? "NOT " : "") + "LIKE lower(" + text(like.pattern()) + ")";
        String named = ofAttribute(attribute, condition);
        if (attribute != RunAttribute.NAME || like.negated()) return named;
        // What is like the name is in the text, too, where those trigrams find it.
        return named + " AND r.search_text LIKE lower(" + text("%" + like.pattern() + "%") + ")";
    }

    private String text(String text) {
        arguments.add(text);
        return "?";
    }

    private String isNull(Field field) {
        return switch (field) {
            case Field.Metric metric -> "NOT " + ofMetric(metric, value -> "true");
            case Field.Parameter parameter -> "NOT " + ofParameter(parameter, value -> value + " <> 'null'");
            case Field.Tag tag -> "NOT " + ofTag(tag, value -> "true");
            case Field.Attribute attribute ->
                "NOT (" + ofAttribute(attribute.attribute(), value -> value + " IS NOT NULL") + ")";
        };
    }

    private String ofMetric(Field.Metric metric, Function<String, String> condition) {
        arguments.add(metric.name());
        return "EXISTS (SELECT FROM run_metric s WHERE s.run_id = r.id AND s.metric_id = (SELECT n.id FROM metric n WHERE n.name = ?) AND "
                + condition.apply("s." + metric.summary().name().toLowerCase(Locale.ROOT)) + ")";
    }

    /** PostgreSQL counts what is no number as greater than all numbers. */
    private static String finite(String value) {
        return " AND " + value + " > '-Infinity'::float8 AND " + value + " < 'Infinity'::float8";
    }

    private String ofParameter(Field.Parameter parameter, Function<String, String> condition) {
        arguments.add(parameter.name());
        return "EXISTS (SELECT FROM run_parameter s WHERE s.run_id = r.id AND s.parameter_id = (SELECT n.id FROM parameter n WHERE n.name = ?) AND "
                + condition.apply("s.value") + ")";
    }

    private String ofTag(Field.Tag tag, Function<String, String> condition) {
        arguments.add(tag.name());
        return "EXISTS (SELECT FROM run_tag t WHERE t.run_id = r.id AND t.name = ? AND " + condition.apply("t.value")
                + ")";
    }

    private static String ofAttribute(RunAttribute attribute, Function<String, String> condition) {
        return switch (attribute) {
            case ID -> condition.apply("r.run_id");
            case NAME -> condition.apply("r.name");
            case STATUS -> condition.apply("r.status");
            case CREATED -> condition.apply("r.created_at");
            case STARTED -> condition.apply("r.started_at");
            case ENDED -> condition.apply("r.ended_at");
            case DURATION -> condition.apply("extract(epoch FROM r.ended_at - r.started_at)");
            case EPOCHS -> condition.apply("r.epochs");
            case EPOCHS_COMPLETED ->
                condition.apply("coalesce((SELECT p.epochs_completed FROM run_progress p WHERE p.run_id = r.id), 0)");
            case ATTEMPTS -> condition.apply("r.attempt_count");
            case PRIORITY -> condition.apply("r.priority");
            case WORKER -> ofAttempt(condition.apply("a.worker"));
            case DEVICE -> ofAttempt(condition.apply("a.device_id"));
            case FAILURE -> condition.apply("r.failure_kind");
            case FAILURE_MESSAGE -> condition.apply("r.failure_message");
            case ORIGIN -> condition.apply("r.origin");
            case HEARD -> condition.apply("(SELECT p.heard_at FROM run_progress p WHERE p.run_id = r.id)");
            case STARRED -> condition.apply("r.starred");
            case ARCHIVED -> condition.apply("(r.archived_at IS NOT NULL)");
            case EXPERIMENT_NAME -> ofExperiment(condition.apply("e.name"));
            case EXPERIMENT_ID -> ofExperiment(condition.apply("e.experiment_id"));
            case TEXT -> condition.apply("r.search_text");
        };
    }

    private static String ofAttempt(String condition) {
        return "EXISTS (SELECT FROM attempt a WHERE a.id = r.shown_attempt AND " + condition + ")";
    }

    private static String ofExperiment(String condition) {
        return "r.experiment_id IN (SELECT e.id FROM experiment e WHERE " + condition + ")";
    }

    private String bind(Literal value) {
        return switch (value) {
            case Literal.Text text -> bound(text.text(), "?::text");
            case Literal.Amount amount -> bound(amount.number(), "?::numeric");
            case Literal.Truth truth -> Boolean.toString(truth.holds());
            case Literal.Moment moment -> bound(moment.at(), "?");
            case Literal.FromNow fromNow ->
                bound(fromNow.distance().toMillis() / 1000.0, "now() + make_interval(secs => ?)");
        };
    }

    private String bound(Object value, String sql) {
        arguments.add(value);
        return sql;
    }
}
