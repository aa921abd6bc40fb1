package io.trainyard.tracker.external;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What others may call their metrics and parameters: a letter or a digit of any script, perhaps with an underscore before it, and then
 * letters, digits, blanks and {@code _ - . / : @ % # = + ( ) [ ]}. A name ends with no blank. Two spellings that look alike are one name:
 * the composed one of Unicode.
 */
public final class OpenName {
    public static final int MAX_LENGTH = 250;

    /** Said of a name that is none. */
    public static final String GRAMMAR =
            "must begin with a letter or a digit, after an underscore at most, and hold only letters, digits,"
                    + " blanks and _ - . / : @ % # = + ( ) [ ]";

    // Commas separate names in a query, and quotes hold them together in a search.
    private static final Pattern FORM =
            Pattern.compile("_?[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}_./:@%#=+()\\[\\] -]*[^ ])?");

    private OpenName() {}

    /** The one spelling of the name that is stored. */
    public static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** What is wrong with a name in its normal spelling, to be said behind it. */
    public static Optional<String> objection(String name) {
        int length = name.codePointCount(0, name.length());
        if (length > MAX_LENGTH)
            return Optional.of("must have at most " + MAX_LENGTH + " characters, but has " + length);
        return FORM.matcher(name).matches() ? Optional.empty() : Optional.of(GRAMMAR);
    }
}
