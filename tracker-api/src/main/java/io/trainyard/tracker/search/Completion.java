package io.trainyard.tracker.search;

import io.trainyard.tracker.search.Token.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What may come next where somebody is writing a filter.
 *
 * @param expected what kind of word
 * @param field that the condition is about, if a comparison or a value is expected
 * @param typed what of the word is there already, without a quote
 * @param from index of its first character
 * @param to index after the last one, where the writer is
 */
public record Completion(Expected expected, Optional<Field> field, String typed, int from, int to) {
    /** What kind of word comes next. */
    public enum Expected {
        FIELD,
        COMPARISON,
        VALUE,
        /** The brackets of a list. */
        LIST,
        NULLNESS,
        CONNECTIVE,
        /** Before this place is a mistake. */
        NOTHING
    }

    private record State(Expected expected, Optional<Field> field) {
        State to(Expected next) {
            return new State(next, field);
        }
    }

    public static Completion at(String text, int place) {
        String before = text.substring(0, place);
        try {
            List<Token> tokens = Lexer.beginning(before);
            List<Token> whole = tokens.subList(0, tokens.size() - 1);
            boolean typing = !whole.isEmpty() && whole.getLast().end() == place && isTyped(whole.getLast(), before);
            if (typing) whole = whole.subList(0, whole.size() - 1);
            State state = new State(Expected.FIELD, Optional.empty());
            for (Token token : whole) state = after(state, token);
            Token last = tokens.get(Math.max(0, tokens.size() - 2));
            return typing
                    ? new Completion(state.expected(), state.field(), last.text(), last.start(), place)
                    : new Completion(state.expected(), state.field(), "", place, place);
        } catch (InvalidFilterException mistake) {
            return new Completion(Expected.NOTHING, Optional.empty(), "", place, place);
        }
    }

    /** Whether the word may go on: not a bracket, and not a text whose quotes are closed. */
    private static boolean isTyped(Token token, String before) {
        return switch (token.kind()) {
            case PATH, NUMBER, DURATION, OPERATOR -> true;
            case TEXT, QUOTED, NAME -> {
                char quote = before.charAt(token.start());
                String doubled = token.text().replace(String.valueOf(quote), "" + quote + quote);
                yield token.end() - token.start() < doubled.length() + 2;
            }
            case OPEN, CLOSE, COMMA, END -> false;
        };
    }

    private static State after(State state, Token token) {
        return switch (state.expected()) {
            case FIELD -> field(state, token);
            case COMPARISON -> comparison(state, token);
            case LIST -> state.to(token.kind() == Kind.OPEN ? Expected.VALUE : Expected.NOTHING);
            case VALUE -> state.to(token.isValue() ? Expected.CONNECTIVE : Expected.NOTHING);
            case NULLNESS -> state.to(token.isWord("NULL") ? Expected.CONNECTIVE : Expected.NULLNESS);
            case CONNECTIVE -> connective(state, token);
            case NOTHING -> state;
        };
    }

    private static State field(State state, Token token) {
        if (token.isWord("NOT") || token.kind() == Kind.OPEN) return state;
        return token.isName()
                ? new State(Expected.COMPARISON, Optional.of(FieldReader.read(token)))
                : state.to(Expected.NOTHING);
    }

    private static State comparison(State state, Token token) {
        if (token.kind() == Kind.OPERATOR || token.isWord("LIKE") || token.isWord("ILIKE"))
            return state.to(Expected.VALUE);
        if (token.isWord("IN")) return state.to(Expected.LIST);
        if (token.isWord("IS")) return state.to(Expected.NULLNESS);
        return token.isWord("NOT") ? state : state.to(Expected.NOTHING);
    }

    private static State connective(State state, Token token) {
        if (token.isWord("AND") || token.isWord("OR")) return new State(Expected.FIELD, Optional.empty());
        if (token.kind() == Kind.COMMA) return state.to(Expected.VALUE);
        return token.kind() == Kind.CLOSE ? state : state.to(Expected.NOTHING);
    }
}
