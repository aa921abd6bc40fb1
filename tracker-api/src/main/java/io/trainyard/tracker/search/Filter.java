package io.trainyard.tracker.search;

import java.util.List;

/**
 * What a run must be like.
 *
 * <p>Every condition is about a value that is there: a run that lacks it fits none, not even {@code !=}, except {@link IsNull}.
 * {@link Not} turns a result round, so that each run fits either a filter or its negation. A metric that is not finite fits no
 * comparison.
 */
public sealed interface Filter {
    /** Whether any of its conditions is about this attribute. */
    default boolean speaksOf(RunAttribute attribute) {
        Field asked = new Field.Attribute(attribute);
        return switch (this) {
            case And and -> and.all().stream().anyMatch(each -> each.speaksOf(attribute));
            case Or or -> or.any().stream().anyMatch(each -> each.speaksOf(attribute));
            case Not not -> not.filter().speaksOf(attribute);
            case Comparison comparison -> comparison.field().equals(asked);
            case Like like -> like.field().equals(asked);
            case In in -> in.field().equals(asked);
            case IsNull isNull -> isNull.field().equals(asked);
        };
    }

    record And(List<Filter> all) implements Filter {}

    record Or(List<Filter> any) implements Filter {}

    record Not(Filter filter) implements Filter {}

    record Comparison(Field field, Operator operator, Literal value) implements Filter {}

    /**
     * The text is like a pattern, in which {@code %} stands for any text, {@code _} for any character, and a backslash goes before
     * one of these that stands for itself.
     *
     * @param anyCase whether capitals are like small letters
     * @param negated {@code NOT LIKE}
     */
    record Like(Field field, String pattern, boolean anyCase, boolean negated) implements Filter {}

    /**
     * The value is one of these.
     *
     * @param negated {@code NOT IN}
     */
    record In(Field field, List<Literal> values, boolean negated) implements Filter {}

    /** The run lacks the value. */
    record IsNull(Field field) implements Filter {}

    /** How two values are compared. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** Whether it asks which value is greater. */
        boolean orders() {
            return this != EQUAL && this != NOT_EQUAL;
        }
    }
}
