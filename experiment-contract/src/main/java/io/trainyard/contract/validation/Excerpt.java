package io.trainyard.contract.validation;

/** The start of a text that somebody else has written, for a message about it. */
public final class Excerpt {
    private static final int USUAL = 60;

    private Excerpt() {}

    /** As much as tells a reader which text it is. */
    public static String of(String text) {
        return of(text, USUAL);
    }

    /** At most so many characters, and an ellipsis where there were more; a surrogate pair is never split. */
    public static String of(String text, int max) {
        if (text.length() <= max) return text;
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "…";
    }
}
