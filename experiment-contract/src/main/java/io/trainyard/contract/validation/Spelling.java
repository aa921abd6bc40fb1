package io.trainyard.contract.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Helps whoever has misspelled a name. */
public final class Spelling {
    /** Letters that may be wrong; no word is near a shorter one. */
    private static final int MAX_DISTANCE = 2;

    private static final int MAX_LENGTH = 60;

    private Spelling() {}

    /** What is wrong with a name that is none of the known ones, and which of them is most likely meant. */
    public static String unknown(String name, Collection<String> known) {
        String list = known.stream().sorted().collect(Collectors.joining(", "));
        return nearest(name, known)
                .map(near -> "is not known here: did you mean " + near + "? Known are " + list)
                .orElse("is not known here; known are " + list);
    }

    /** The known name that is most likely meant, if one is near. */
    public static Optional<String> nearest(String name, Collection<String> known) {
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

    /** Letters to be put in, left out, replaced, or swapped with the next one (Damerau 1964). */
    private static int distance(String from, String to) {
        int[][] rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) rows[i][0] = i;
        for (int j = 0; j <= to.length(); j++) rows[0][j] = j;
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int replaced = rows[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1))
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        }
        return rows[from.length()][to.length()];
    }
}
