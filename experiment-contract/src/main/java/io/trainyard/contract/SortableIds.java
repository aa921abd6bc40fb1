package io.trainyard.contract;

import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes identifiers of 16 characters (digits and lower-case letters without i, l, o, u) that sort by the time they were
 * made: 45 bits of milliseconds, then 35 random bits that only grow within one millisecond.
 */
public final class SortableIds {
    static final int LENGTH = 16;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_CHARACTERS = 9;
    private static final int RANDOM_CHARACTERS = 7;
    private static final long RANDOM_LIMIT = 1L << (5 * RANDOM_CHARACTERS);

    private final Clock clock;
    private final RandomGenerator random;
    private long lastMillis;
    private long lastRandom;

    public SortableIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized String next() {
        long millis = Math.max(clock.millis(), lastMillis);
        // Half of the random range is kept free, so that counting up within a millisecond never overflows in practice.
        lastRandom = millis == lastMillis ? lastRandom + 1 : random.nextLong(RANDOM_LIMIT / 2);
        lastMillis = millis;
        return encode(millis, TIME_CHARACTERS) + encode(lastRandom, RANDOM_CHARACTERS);
    }

    public static boolean isId(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static String encode(long value, int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = characters - 1; i >= 0; i--) text.append(ALPHABET.charAt((int) (value >>> (5 * i)) & 31));
        return text.toString();
    }
}
