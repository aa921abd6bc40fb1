package io.trainyard.tracker.search;

import io.trainyard.tracker.search.Token.Kind;
import io.trainyard.tracker.search.Token.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a filter apart into its words. */
final class Lexer {
    private static final String BRACKETS = "(),";
    private static final String SIGNS = "=!<>";
    private static final String UNITS = "smhdw";

    private final String source;
    private final boolean unfinished;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String source, boolean unfinished) {
        this.source = source;
        this.unfinished = unfinished;
    }

    /** All words and then the end. */
    static List<Token> tokens(String source) {
        return new Lexer(source, false).all();
    }

    /** Of a filter that is being written: it may end within quotes. */
    static List<Token> beginning(String source) {
        return new Lexer(source, true).all();
    }

    private List<Token> all() {
        while (at < source.length()) {
            if (Character.isWhitespace(source.charAt(at))) at++;
            else tokens.add(next());
        }
        tokens.add(token(Kind.END, "", at));
        return tokens;
    }

    private Token next() {
        int start = at;
        char first = source.charAt(at);
        if (first == '\'') return token(Kind.TEXT, quoted(), start);
        if (BRACKETS.indexOf(first) >= 0) return bracket(first);
        if (SIGNS.indexOf(first) >= 0) return operator();
        if (isNumberStart()) return number();
        if (first == '"' || first == '`' || isNameStart(source.codePointAt(at))) return path();
        throw wrong(start, 1, "'" + Character.toString(source.codePointAt(at)) + "' means nothing here");
    }

    private Token bracket(char first) {
        int start = at++;
        Kind kind = first == '(' ? Kind.OPEN : first == ')' ? Kind.CLOSE : Kind.COMMA;
        return token(kind, String.valueOf(first), start);
    }

    private Token operator() {
        int start = at;
        while (at < source.length() && SIGNS.indexOf(source.charAt(at)) >= 0) at++;
        return token(Kind.OPERATOR, source.substring(start, at), start);
    }

    /** Parts between dots, in quotes or without; a single one in quotes is a token of its own. */
    private Token path() {
        int start = at;
        List<Segment> segments = new ArrayList<>();
        do {
            if (!segments.isEmpty()) at++;
            segments.add(segment());
        } while (at < source.length() && source.charAt(at) == '.');
        if (segments.size() == 1 && segments.getFirst().quoted())
            return token(
                    source.charAt(start) == '"' ? Kind.QUOTED : Kind.NAME,
                    segments.getFirst().text(),
                    start);
        return new Token(Kind.PATH, source.substring(start, at), List.copyOf(segments), start, at);
    }

    private Segment segment() {
        if (at == source.length()) {
            if (unfinished) return new Segment("", false);
            throw wrong(at - 1, 1, "a name is missing behind the dot");
        }
        char first = source.charAt(at);
        if (first == '"' || first == '`') return new Segment(quoted(), true);
        int start = at;
        while (at < source.length() && isNamePart(source.codePointAt(at)))
            at += Character.charCount(source.codePointAt(at));
        if (at == start) throw wrong(at, 1, "a name is missing here; one with blanks or signs goes into double quotes");
        return new Segment(source.substring(start, at), false);
    }

    /** The text between two quotes; a quote within is written twice. */
    private String quoted() {
        int start = at;
        char quote = source.charAt(at++);
        StringBuilder text = new StringBuilder();
        while (at < source.length()) {
            char next = source.charAt(at++);
            if (next != quote) text.append(checked(next));
            else if (at < source.length() && source.charAt(at) == quote) text.append(source.charAt(at++));
            else return text.toString();
        }
        if (unfinished) return text.toString();
        throw wrong(start, source.length() - start, "this quote is not closed");
    }

    private char checked(char next) {
        if (Character.isISOControl(next)) throw wrong(at - 1, 1, "a text has no control characters here");
        return next;
    }

    private boolean isNumberStart() {
        int digit = at;
        if (source.charAt(digit) == '-' || source.charAt(digit) == '+') digit++;
        if (digit < source.length() && source.charAt(digit) == '.') digit++;
        return digit < source.length() && isDigit(source.charAt(digit));
    }

    private Token number() {
        int start = at;
        if (!isDigit(source.charAt(at)) && source.charAt(at) != '.') at++;
        digits();
        if (at < source.length() && source.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < source.length() && UNITS.indexOf(source.charAt(at)) >= 0) return duration(start);
        exponent();
        if (at < source.length() && isNamePart(source.codePointAt(at))) throw notANumber(start);
        return token(Kind.NUMBER, source.substring(start, at), start);
    }

    private void exponent() {
        if (at == source.length() || Character.toLowerCase(source.charAt(at)) != 'e') return;
        int digit = at + 1;
        if (digit < source.length() && "+-".indexOf(source.charAt(digit)) >= 0) digit++;
        if (digit == source.length() || !isDigit(source.charAt(digit))) return;
        at = digit;
        digits();
    }

    private Token duration(int start) {
        at++;
        while (at < source.length() && isDigit(source.charAt(at))) {
            digits();
            if (at == source.length() || UNITS.indexOf(source.charAt(at)) < 0) throw notANumber(start);
            at++;
        }
        if (at < source.length() && isNamePart(source.codePointAt(at))) throw notANumber(start);
        return token(Kind.DURATION, source.substring(start, at), start);
    }

    private InvalidFilterException notANumber(int start) {
        while (at < source.length() && isNamePart(source.codePointAt(at)))
            at += Character.charCount(source.codePointAt(at));
        String text = source.substring(start, at);
        return new InvalidFilterException(
                start + 1,
                at - start,
                text
                        + " is neither a number nor a duration such as 90s, 5m, 2h, 7d, 1w; a text or a date goes into quotes",
                Optional.of("'" + text + "'"));
    }

    private void digits() {
        while (at < source.length() && isDigit(source.charAt(at))) at++;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isNameStart(int character) {
        return Character.isLetter(character) || character == '_';
    }

    private static boolean isNamePart(int character) {
        return Character.isLetterOrDigit(character) || "_-/:@$".indexOf(character) >= 0;
    }

    private Token token(Kind kind, String text, int start) {
        return new Token(kind, text, List.of(), start, at);
    }

    private static InvalidFilterException wrong(int start, int length, String message) {
        return new InvalidFilterException(start + 1, Math.max(1, length), message, Optional.empty());
    }
}
