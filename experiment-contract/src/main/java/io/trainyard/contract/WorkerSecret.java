package io.trainyard.contract;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a worker has of its own: it shows it to the tracker, and signs what it sends to Kafka with a key that is derived from
 * it. The tracker keeps a digest and that key, from which nobody finds the secret.
 *
 * @param text 256 random bits behind a prefix; in no log or message
 */
public record WorkerSecret(String text) {
    public static final String PREFIX = "trw_";

    /** The header of a record in Kafka that holds a {@link Signature}. */
    public static final String HEADER = "trainyard-signature";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final String HMAC = "HmacSHA256";
    private static final String PURPOSE = "trainyard worker reports";

    public WorkerSecret {
        if (!isOne(text)) throw new IllegalArgumentException("this is no secret of a worker");
    }

    public static WorkerSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new WorkerSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** By which the tracker finds whose it is. */
    public byte[] digest() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] signingKey() {
        return hmac(text.getBytes(StandardCharsets.UTF_8), PURPOSE.getBytes(StandardCharsets.UTF_8));
    }

    public Signature sign(byte[] report) {
        return new Signature(
                HexFormat.of().formatHex(digest()),
                Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(signingKey(), report)));
    }

    /**
     * That a worker has sent exactly these bytes, which name run, attempt and worker.
     *
     * @param identity digest of the worker's secret, in hexadecimal
     * @param mac HMAC-SHA256 of the record's value, in Base64 for URLs
     */
    public record Signature(String identity, String mac) {
        private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64})\\.([A-Za-z0-9_-]{43})");

        /** Reads what a header holds; empty if it is no signature. */
        public static Optional<Signature> parse(String text) {
            var matcher = TEXT.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Signature(matcher.group(1), matcher.group(2)))
                    : Optional.empty();
        }

        /** Whether it is of these bytes by this key; takes as long for every wrong one. */
        public boolean isOf(byte[] report, byte[] signingKey) {
            byte[] expected = hmac(signingKey, report);
            return MessageDigest.isEqual(expected, Base64.getUrlDecoder().decode(mac));
        }

        public String text() {
            return identity + "." + mac;
        }
    }

    private static byte[] hmac(byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(bytes);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "WorkerSecret";
    }
}
