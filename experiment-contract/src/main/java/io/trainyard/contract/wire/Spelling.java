package io.trainyard.contract.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Helps whoever has misspelled the name of a field. */
final class Spelling {
    /** Letters that may be wrong; no word is near a shorter one. */
    private static final int MAX_DISTANCE = 2;

    private static final int MAX_LENGTH = 60;

    private Spelling() {}

    /** What is wrong with a name that is none of the known ones, and which of them is most likely meant. */
    static String unknown(String name, Collection<String> known) {
        String list = known.stream().sorted().collect(Collectors.joining(", "));
        return nearest(name, known)
                .map(near -> "is not known here: did you mean " + near + "? Known are " + list)
                .orElse("is not known here; known are " + list);
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > MAX_LENGTH) return Optional.empty();
        String plain = plain(name);
        return known.stream()
                .filter(other -> {
                    int distance = distance(plain, plain(other));
                    return distance <= MAX_DISTANCE && distance < other.length() / 2.0;
                })
                .min(Comparator.<String>comparingInt(other -> distance(plain, plain(other)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code batch_size}, {@code batch-size} and {@code BatchSize} are near {@code batchSize}. */
    private static String plain(String name) {
        return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    /** Letters to be put in, left out or replaced (Levenshtein 1966). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
