package io.trainyard.tracker.access;

import io.trainyard.contract.validation.InvalidSpecException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What names and passwords may be. */
public final class AccountRules {
    /** Of one who logs in by nothing but a password, which machines guess. */
    static final int MIN_PASSWORD = 12;
    /** More is no safer, and takes time to hash. */
    public static final int MAX_PASSWORD_BYTES = 1024;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    private AccountRules() {}

    /** A name as it is kept: people write it in large and small letters. */
    public static String name(String given) {
        return given.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The name of a new account.
     *
     * @throws InvalidSpecException if it is none
     */
    public static String newName(String given) {
        String name = name(given);
        if (!NAME.matcher(name).matches())
            throw new InvalidSpecException(
                    "name", "must be 1 to 64 letters a to z, digits and . _ @ -, and begin with a letter or a digit");
        return name;
    }

    /** A password in one of the ways in which Unicode writes it, so that it does not depend on the keyboard. */
    public static String password(String given) {
        return Normalizer.normalize(given, Normalizer.Form.NFC);
    }

    /** Whether it is so long that it is nobody's, and not worth the time to hash. */
    public static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES;
    }

    /**
     * Refuses a new password that is too easy to guess.
     *
     * @throws InvalidSpecException naming the field
     */
    public static String newPassword(String name, String given, String field) {
        String password = password(given);
        if (isTooLong(password))
            throw new InvalidSpecException(field, "must be at most " + MAX_PASSWORD_BYTES + " bytes long");
        if (password.codePointCount(0, password.length()) < MIN_PASSWORD)
            throw new InvalidSpecException(field, "must be at least " + MIN_PASSWORD + " characters long");
        if (password.codePoints().distinct().count() < 4 || isMostly(name, password))
            throw new InvalidSpecException(field, "is too easy to guess");
        return password;
    }

    /** The name, with little beside it. */
    private static boolean isMostly(String name, String password) {
        String rest = password.toLowerCase(Locale.ROOT).replace(name, "");
        return rest.length() < MIN_PASSWORD / 2;
    }
}
