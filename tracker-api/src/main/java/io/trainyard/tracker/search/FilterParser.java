package io.trainyard.tracker.search;

import io.trainyard.contract.validation.Spelling;
import io.trainyard.tracker.search.Filter.Operator;
import io.trainyard.tracker.search.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads filters: conditions with AND, OR, NOT (which bind in the order NOT, AND, OR) and parentheses. Words of the language are the same in
 * capitals and small letters. It includes the grammar of MLflow's searches.
 */
public final class FilterParser {
    public static final int MAX_LENGTH = 4000;
    static final int MAX_DEPTH = 32;
    static final int MAX_CONDITIONS = 100;
    static final int MAX_VALUES = 1000;

    private static final List<String> OPERATOR_WORDS = List.of("LIKE", "ILIKE", "IN", "IS", "NOT");

    private final List<Token> tokens;
    private final List<Mention> mentions = new ArrayList<>();
    private int next;
    private int depth;
    private int conditions;
    private int values;

    private FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * A field where a filter names it.
     *
     * @param column of its first character, from 1
     */
    public record Mention(Field field, int column, int length) {}

    /** A filter with the places of its fields. */
    public record Parsed(Filter filter, List<Mention> mentions) {}

    /**
     * Reads a filter.
     *
     * @throws InvalidFilterException if the text is none, with the column and what may have been meant
     */
    public static Filter parse(String text) {
        return parseWithPlaces(text).filter();
    }

    /**
     * Reads a filter, for whoever shows what is wrong with it.
     *
     * @throws InvalidFilterException if the text is none
     */
    public static Parsed parseWithPlaces(String text) {
        if (text.length() > MAX_LENGTH)
            throw new InvalidFilterException(
                    MAX_LENGTH + 1,
                    text.length() - MAX_LENGTH,
                    "a filter has at most " + MAX_LENGTH + " characters",
                    Optional.empty());
        FilterParser parser = new FilterParser(Lexer.tokens(text));
        Filter filter = parser.any();
        parser.requireEnd();
        return new Parsed(filter, List.copyOf(parser.mentions));
    }

    /**
     * Reads the name of a field that stands alone.
     *
     * @throws InvalidFilterException if the text is none
     */
    public static Field field(String text) {
        FilterParser parser = new FilterParser(Lexer.tokens(text));
        Token name = parser.take();
        if (!name.isName() || isReserved(name))
            throw name.wrong("a metric, parameter, tag or attribute is expected here");
        Field field = FieldReader.read(name);
        if (parser.peek().kind() != Kind.END) throw parser.peek().wrong("a name is all that is expected here");
        return field;
    }

    private void requireEnd() {
        Token token = peek();
        switch (token.kind()) {
            case END -> {}
            case CLOSE -> throw token.wrong("this parenthesis closes nothing");
            case PATH, QUOTED, NAME ->
                throw token.wrong(
                        "AND or OR is expected here",
                        Spelling.nearest(token.text(), List.of("AND", "OR")).orElse("AND " + token.text()));
            case TEXT, NUMBER, DURATION, OPERATOR, OPEN, COMMA -> throw token.wrong("AND or OR is expected here");
        }
    }

    private Filter any() {
        List<Filter> any = new ArrayList<>(List.of(all()));
        while (take("OR")) any.add(all());
        return any.size() == 1 ? any.getFirst() : new Filter.Or(List.copyOf(any));
    }

    private Filter all() {
        List<Filter> all = new ArrayList<>(List.of(one()));
        while (take("AND")) all.add(one());
        return all.size() == 1 ? all.getFirst() : new Filter.And(List.copyOf(all));
    }

    private Filter one() {
        Token token = peek();
        if (token.isWord("NOT")) {
            enter(take());
            Filter filter = new Filter.Not(one());
            depth--;
            return filter;
        }
        if (token.kind() == Kind.OPEN) return inParentheses();
        return condition();
    }

    private Filter inParentheses() {
        Token open = take();
        enter(open);
        Filter filter = any();
        if (peek().kind() == Kind.END) throw open.wrong("this parenthesis is not closed");
        if (peek().kind() != Kind.CLOSE) throw peek().wrong("AND, OR or a closing parenthesis is expected here");
        take();
        depth--;
        return filter;
    }

    private void enter(Token token) {
        if (++depth > MAX_DEPTH) throw token.wrong("a filter is at most " + MAX_DEPTH + " deep");
    }

    private Filter condition() {
        Token name = peek();
        if (name.kind() == Kind.END)
            throw name.wrong("a condition is missing here, such as metrics.test_accuracy > 0.9");
        if (!name.isName() || isReserved(name))
            throw name.wrong("a metric, parameter, tag or attribute is expected here");
        if (++conditions > MAX_CONDITIONS) throw name.wrong("a filter has at most " + MAX_CONDITIONS + " conditions");
        Field field = FieldReader.read(take());
        mentions.add(new Mention(field, name.start() + 1, name.end() - name.start()));
        Token operator = take();
        if (operator.kind() == Kind.OPERATOR) return comparison(field, operator);
        if (operator.isWord("IS")) return nullness(field);
        boolean negated = operator.isWord("NOT");
        Token word = negated ? take() : operator;
        if (word.isWord("LIKE") || word.isWord("ILIKE")) return like(field, word, negated);
        if (word.isWord("IN")) return in(field, negated);
        throw missingOperator(word);
    }

    private static boolean isReserved(Token token) {
        return token.isWord("AND")
                || token.isWord("OR")
                || OPERATOR_WORDS.stream().anyMatch(token::isWord);
    }

    private static InvalidFilterException missingOperator(Token token) {
        String message = "a comparison is expected here: =, !=, <, <=, >, >=, LIKE, ILIKE, IN or IS NULL";
        return Spelling.nearest(token.text(), OPERATOR_WORDS)
                .map(near -> token.wrong(message, near))
                .orElseGet(() -> token.wrong(message));
    }

    private Filter comparison(Field field, Token sign) {
        Operator operator = Arrays.stream(Operator.values())
                .filter(each -> each.sign.equals(sign.text()))
                .findFirst()
                .orElseThrow(() -> unknownOperator(sign));
        if (peek().isWord("NULL"))
            throw peek().wrong(
                            "what is missing is asked for by IS NULL",
                            operator == Operator.EQUAL ? "IS NULL" : "IS NOT NULL");
        Token token = take();
        Literal value = LiteralReader.read(token, field);
        if (field.kind() == Field.Kind.WORDS)
            throw sign.wrong(
                    "the text of a run is looked through by ILIKE",
                    "ILIKE '%" + token.text().replace("'", "''") + "%'");
        if (operator.orders() && (!field.kind().isOrdered() || !isOrdered(value)))
            throw sign.wrong("this is compared by = and !=, and a text by LIKE, ILIKE and IN, too");
        return new Filter.Comparison(field, operator, value);
    }

    private static boolean isOrdered(Literal value) {
        return !(value instanceof Literal.Text) && !(value instanceof Literal.Truth);
    }

    private static InvalidFilterException unknownOperator(Token sign) {
        String meant = switch (sign.text()) {
            case "==", "===" -> "=";
            case "<>", "=!", "!==", "!" -> "!=";
            case "=<" -> "<=";
            case "=>" -> ">=";
            default -> "";
        };
        String message = "'" + sign.text() + "' is no comparison";
        return meant.isEmpty() ? sign.wrong(message) : sign.wrong(message, meant);
    }

    private Filter nullness(Field field) {
        boolean negated = take("NOT");
        Token word = take();
        if (!word.isWord("NULL")) throw word.wrong("NULL is expected here", "NULL");
        Filter isNull = new Filter.IsNull(field);
        return negated ? new Filter.Not(isNull) : isNull;
    }

    private Filter like(Field field, Token word, boolean negated) {
        if (!field.kind().isText()) throw word.wrong("only texts are compared by " + word.text());
        Token pattern = take();
        if (pattern.kind() != Kind.TEXT && pattern.kind() != Kind.QUOTED)
            throw pattern.wrong("a pattern in single quotes is expected here", "'%" + pattern.text() + "%'");
        String backslashes = pattern.text().replaceAll(".*?(\\\\*)$", "$1");
        if (backslashes.length() % 2 == 1)
            throw pattern.wrong("a backslash goes before the character that stands for itself: write two for one");
        return new Filter.Like(field, pattern.text(), word.isWord("ILIKE"), negated);
    }

    private Filter in(Field field, boolean negated) {
        if (field.kind() == Field.Kind.WORDS) throw peek().wrong("the text of a run is looked through by ILIKE");
        Token open = take();
        if (open.kind() != Kind.OPEN) throw open.wrong("values in parentheses are expected here, such as ('a', 'b')");
        List<Literal> any = new ArrayList<>();
        do {
            Token token = take();
            if (++values > MAX_VALUES) throw token.wrong("a filter has at most " + MAX_VALUES + " values in lists");
            any.add(LiteralReader.read(token, field));
        } while (takeComma());
        Token close = take();
        if (close.kind() == Kind.END) throw open.wrong("this parenthesis is not closed");
        if (close.kind() != Kind.CLOSE) throw close.wrong("a comma or a closing parenthesis is expected here");
        return new Filter.In(field, List.copyOf(any), negated);
    }

    private boolean takeComma() {
        if (peek().kind() != Kind.COMMA) return false;
        take();
        return true;
    }

    private Token peek() {
        return tokens.get(next);
    }

    /** The end can be taken as often as one likes. */
    private Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) next++;
        return token;
    }

    private boolean take(String word) {
        if (!peek().isWord(word)) return false;
        take();
        return true;
    }
}
