package io.trainyard.tracker.search;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a filter means, said a second time: in memory, and as plainly as can be. */
record Reference(Instant now) {
    /**
     * A run.
     *
     * @param attributes texts, numbers, times and flags; what is missing is not there
     * @param parameters texts, numbers and flags
     */
    record Run(
            int id,
            Map<RunAttribute, Object> attributes,
            Map<String, Map<Field.Summary, Double>> metrics,
            Map<String, Object> parameters,
            Map<String, String> tags) {
        private Optional<Object> value(Field field) {
            return Optional.ofNullable(
                    switch (field) {
                        case Field.Metric(String name, Field.Summary summary) ->
                            metrics.getOrDefault(name, Map.of()).get(summary);
                        case Field.Parameter(String name) -> parameters.get(name);
                        case Field.Tag(String name) -> tags.get(name);
                        case Field.Attribute(RunAttribute attribute) -> attributes.get(attribute);
                    });
        }
    }

    boolean fits(Filter filter, Run run) {
        return switch (filter) {
            case Filter.And(List<Filter> all) -> all.stream().allMatch(each -> fits(each, run));
            case Filter.Or(List<Filter> any) -> any.stream().anyMatch(each -> fits(each, run));
            case Filter.Not(Filter not) -> !fits(not, run);
            case Filter.IsNull(Field field) -> run.value(field).isEmpty();
            case Filter.Comparison comparison ->
                run.value(comparison.field())
                        .filter(value -> isComparable(value, comparison))
                        .filter(value -> fits(comparison, value))
                        .isPresent();
            case Filter.In in -> in(in, run);
            case Filter.Like like ->
                run.value(like.field())
                        .filter(value -> like.negated() != isLike(text(value), like))
                        .isPresent();
        };
    }

    private static boolean isComparable(Object value, Filter.Comparison comparison) {
        if (value instanceof Double number) return Double.isFinite(number);
        boolean either = comparison.field().kind() == Field.Kind.EITHER;
        return !either || !comparison.operator().orders() || value instanceof BigDecimal;
    }

    private boolean in(Filter.In in, Run run) {
        Optional<Object> value = run.value(in.field());
        if (value.isEmpty() || (value.get() instanceof Double number && !Double.isFinite(number))) return false;
        boolean found = in.values().stream().anyMatch(each -> equal(value.get(), each));
        return found != in.negated();
    }

    private boolean fits(Filter.Comparison comparison, Object value) {
        return switch (comparison.operator()) {
            case EQUAL -> equal(value, comparison.value());
            case NOT_EQUAL -> !equal(value, comparison.value());
            case LESS -> compare(value, comparison.value()) < 0;
            case AT_MOST -> compare(value, comparison.value()) <= 0;
            case GREATER -> compare(value, comparison.value()) > 0;
            case AT_LEAST -> compare(value, comparison.value()) >= 0;
        };
    }

    private boolean equal(Object value, Literal literal) {
        return switch (literal) {
            case Literal.Text(String text) ->
                value instanceof BigDecimal number
                        ? FilterSql.isNumber(text) && number.compareTo(new BigDecimal(text)) == 0
                        : text(value).equals(text);
            case Literal.Truth(boolean holds) -> value.equals(holds);
            case Literal.Amount _ ->
                (value instanceof Double || value instanceof BigDecimal) && compare(value, literal) == 0;
            case Literal.Moment _, Literal.FromNow _ -> compare(value, literal) == 0;
        };
    }

    private int compare(Object value, Literal literal) {
        return switch (literal) {
            case Literal.Amount(BigDecimal number) ->
                value instanceof Double real
                        ? Double.compare(real + 0.0, number.doubleValue() + 0.0)
                        : ((BigDecimal) value).compareTo(number);
            case Literal.Moment(Instant at) -> ((Instant) value).compareTo(at);
            case Literal.FromNow(var distance) -> ((Instant) value).compareTo(now.plus(distance));
            case Literal.Text _, Literal.Truth _ -> throw new IllegalArgumentException("not ordered: " + literal);
        };
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static boolean isLike(String text, Filter.Like like) {
        boolean small = like.anyCase() || like.field().equals(new Field.Attribute(RunAttribute.TEXT));
        StringBuilder regex = new StringBuilder();
        int[] characters = (small ? like.pattern().toLowerCase(Locale.ROOT) : like.pattern())
                .codePoints()
                .toArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] == '%') regex.append(".*");
            else if (characters[i] == '_') regex.append('.');
            else {
                if (characters[i] == '\\') i++;
                regex.append(Pattern.quote(Character.toString(characters[i])));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(small ? text.toLowerCase(Locale.ROOT) : text)
                .matches();
    }
}
