package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.RunCursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Places in lists as opaque texts: nothing that a client may build or read. */
final class Cursor {
    private static final String SEPARATOR = "\n";

    private Cursor() {}

    /** Carries the order too, since a place in one order means nothing in another. */
    static String of(String sort, RunCursor cursor) {
        return encode(sort
                + SEPARATOR
                + cursor.row()
                + cursor.value().map(v -> SEPARATOR + v).orElse(""));
    }

    static RunCursor run(String sort, String text) {
        String[] parts = decode(text).split(SEPARATOR, 3);
        if (parts.length < 2 || !parts[0].equals(sort)) throw wrong();
        return new RunCursor(parts.length == 3 ? Optional.of(parts[2]) : Optional.empty(), number(parts[1]));
    }

    static String of(long row) {
        return encode(Long.toString(row));
    }

    static long row(String text) {
        return number(decode(text));
    }

    static HttpProblem wrong() {
        return HttpProblem.badRequest("after", "is not a cursor of this list in this order");
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') >= 0) throw wrong();
            return decoded;
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }
}
