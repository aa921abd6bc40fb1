package io.trainyard.tracker.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes filters out, so that what is read of them can be compared. */
final class FilterText {
    private FilterText() {}

    static String of(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> all) -> joined(all, " AND ");
            case Filter.Or(List<Filter> any) -> joined(any, " or ");
            case Filter.Not(Filter.IsNull(Field field)) -> field(field) + " IS NOT NULL";
            case Filter.Not(Filter not) -> "NOT " + grouped(not);
            case Filter.Comparison(Field field, Filter.Operator operator, Literal value) ->
                field(field) + operator.sign + value(value);
            case Filter.Like(Field field, String pattern, boolean anyCase, boolean negated) ->
                field(field) + (negated ? " NOT" : "") + (anyCase ? " ilike " : " LIKE ") + quoted(pattern, "'");
            case Filter.In(Field field, List<Literal> values, boolean negated) ->
                field(field)
                        + (negated ? " NOT" : "")
                        + values.stream().map(FilterText::value).collect(Collectors.joining(" , ", " IN (", ")"));
            case Filter.IsNull(Field field) -> field(field) + " is null";
        };
    }

    private static String joined(List<Filter> filters, String between) {
        return filters.stream().map(FilterText::grouped).collect(Collectors.joining(between));
    }

    private static String grouped(Filter filter) {
        return "(" + of(filter) + ")";
    }

    private static String field(Field field) {
        return switch (field) {
            case Field.Metric(String name, Field.Summary summary) ->
                "metrics." + quoted(name, "\"") + "." + summary.name().toLowerCase(Locale.ROOT);
            case Field.Parameter(String name) -> "params." + quoted(name, "`");
            case Field.Tag(String name) -> "Tags." + quoted(name, "\"");
            case Field.Attribute(RunAttribute attribute) -> attribute.word();
        };
    }

    private static String value(Literal value) {
        return switch (value) {
            case Literal.Text(String text) -> quoted(text, "'");
            case Literal.Amount(BigDecimal number) -> number.toString();
            case Literal.Truth(boolean holds) -> Boolean.toString(holds);
            case Literal.Moment(var at) -> "'" + at + "'";
            case Literal.FromNow(var distance) ->
                "-" + BigDecimal.valueOf(-distance.toMillis(), 3).toPlainString() + "s";
        };
    }

    private static String quoted(String text, String quote) {
        return quote + text.replace(quote, quote + quote) + quote;
    }
}
