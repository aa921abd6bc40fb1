package io.trainyard.tracker.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A word of a filter.
 *
 * @param text a path as it was written, a literal without its quotes
 * @param path the parts of a path between its dots; empty for all else
 * @param start index of its first character
 * @param end index after its last one
 */
record Token(Kind kind, String text, List<Segment> path, int start, int end) {
    enum Kind {
        /** A name with or without dots, or a word of the language. */
        PATH,
        /** In single quotes. */
        TEXT,
        /** In double quotes: a text where a value is expected, else a name. */
        QUOTED,
        /** In back quotes. */
        NAME,
        NUMBER,
        DURATION,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    /** A part of a path. */
    record Segment(String text, boolean quoted) {}

    boolean isWord(String word) {
        return kind == Kind.PATH && path.size() == 1 && !path.getFirst().quoted() && text.equalsIgnoreCase(word);
    }

    boolean isValue() {
        return switch (kind) {
            case TEXT, QUOTED, NUMBER, DURATION -> true;
            case PATH, NAME, OPERATOR, OPEN, CLOSE, COMMA, END -> false;
        };
    }

    boolean isName() {
        return kind == Kind.PATH || kind == Kind.QUOTED || kind == Kind.NAME;
    }

    /** The parts after the first ones, with dots between them. */
    static String joined(List<Segment> segments) {
        return segments.stream().map(Segment::text).collect(Collectors.joining("."));
    }

    InvalidFilterException wrong(String message, String... meant) {
        return new InvalidFilterException(
                start + 1,
                Math.max(1, end - start),
                message,
                List.of(meant).stream().findFirst());
    }
}
