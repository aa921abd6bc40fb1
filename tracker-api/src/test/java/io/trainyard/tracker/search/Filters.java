package io.trainyard.tracker.search;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Filters at random, over few names and values, so that many of them fit something. */
final class Filters {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final List<String> TEXTS = List.of(
            "adam",
            "Adam",
            "sgd",
            "a'b",
            "say \"hi\"",
            "50%",
            "a_b",
            "back\\slash",
            "日本語",
            "🚂 train",
            "",
            " ",
            "0.1",
            "true",
            "x");
    static final List<String> METRICS = List.of("loss", "a/b.c", "top 5", "odd \"name\"", "丢失", "x.max");
    static final List<String> PARAMETERS = List.of("optimizer", "optimizer.learningRate", "it's", "层 1", "missing`");
    static final List<String> TAGS = List.of("phase", "owner's", "阶段");
    static final List<BigDecimal> NUMBERS = List.of(
            new BigDecimal("0"),
            new BigDecimal("0.1"),
            new BigDecimal("0.10"),
            new BigDecimal("-2.5"),
            new BigDecimal("1e3"),
            new BigDecimal("1E-9"),
            new BigDecimal("1.7976931348623157E308"),
            new BigDecimal("3"));
    private static final List<String> PATTERNS =
            List.of("%", "a%", "%A%", "_dam", "%\\%%", "%\\_%", "%'%", "%\\\\%", "日%", "____", "🚂_train", "", "%0%");

    private Filters() {}

    static Arbitrary<Filter> any() {
        return deep(3);
    }

    private static Arbitrary<Filter> deep(int depth) {
        if (depth == 0) return condition();
        Arbitrary<List<Filter>> some = deep(depth - 1).list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, condition()),
                net.jqwik.api.Tuple.of(1, some.map(Filter.And::new)),
                net.jqwik.api.Tuple.of(1, some.map(Filter.Or::new)),
                net.jqwik.api.Tuple.of(1, deep(depth - 1).map(Filter.Not::new)));
    }

    private static Arbitrary<Filter> condition() {
        return field().flatMap(field -> Arbitraries.oneOf(
                comparison(field),
                comparison(field),
                like(field),
                in(field),
                Arbitraries.just(new Filter.IsNull(field))));
    }

    private static Arbitrary<Field> field() {
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(METRICS), Arbitraries.of(Field.Summary.class))
                        .as(Field.Metric::new),
                Arbitraries.of(PARAMETERS).map(Field.Parameter::new),
                Arbitraries.of(TAGS).map(Field.Tag::new),
                Arbitraries.of(RunAttribute.class).map(Field.Attribute::new));
    }

    private static Arbitrary<Filter> comparison(Field field) {
        if (field.kind() == Field.Kind.WORDS) return like(field);
        return literal(field).flatMap(value -> {
            boolean ordered =
                    field.kind().isOrdered() && !(value instanceof Literal.Text) && !(value instanceof Literal.Truth);
            List<Filter.Operator> operators = Arrays.stream(Filter.Operator.values())
                    .filter(operator -> ordered || !operator.orders())
                    .toList();
            return Arbitraries.of(operators).map(operator -> new Filter.Comparison(field, operator, value));
        });
    }

    private static Arbitrary<Filter> like(Field field) {
        if (!field.kind().isText()) return comparison(field);
        return Combinators.combine(Arbitraries.of(PATTERNS), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((pattern, anyCase, negated) -> new Filter.Like(field, pattern, anyCase, negated));
    }

    private static Arbitrary<Filter> in(Field field) {
        if (field.kind() == Field.Kind.WORDS) return like(field);
        return Combinators.combine(literal(field).list().ofMinSize(1).ofMaxSize(4), Arbitraries.of(true, false))
                .as((values, negated) -> new Filter.In(field, values, negated));
    }

    private static Arbitrary<Literal> literal(Field field) {
        Arbitrary<Literal> text = Arbitraries.of(TEXTS).map(Literal.Text::new);
        Arbitrary<Literal> number = Arbitraries.of(NUMBERS).map(Literal.Amount::new);
        Arbitrary<Literal> truth = Arbitraries.of(true, false).map(Literal.Truth::new);
        return switch (field.kind()) {
            case TEXT, WORDS -> text;
            case STATUS ->
                Arbitraries.of("queued", "running", "completed", "failed", "cancelled")
                        .map(Literal.Text::new);
            case NUMBER, SPAN -> number;
            case FLAG -> truth;
            case EITHER -> Arbitraries.oneOf(text, number, truth);
            case MOMENT ->
                Arbitraries.oneOf(
                        Arbitraries.integers()
                                .between(0, 100)
                                .map(hours -> new Literal.Moment(START.plus(Duration.ofHours(hours)))),
                        Arbitraries.integers()
                                .between(0, 100)
                                .map(days -> new Literal.FromNow(Duration.ofDays(-days))));
        };
    }
}
