package io.trainyard.tracker.access;

import io.trainyard.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A word of 256 random bits by which somebody shows who they are. Only its digest is kept: of so many bits a plain SHA-256
 * cannot be guessed back.
 *
 * @param text as its owner holds it; in no log, message or row
 */
public record Secret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final String WORD = "[A-Za-z0-9_-]{43}";

    /** A new one, whose beginning says what it is for. */
    public static Secret random(String prefix) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether a text could be such a secret. */
    public static boolean isOne(String prefix, String text) {
        return text.startsWith(prefix) && Pattern.matches(WORD, text.substring(prefix.length()));
    }

    public byte[] digest() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
