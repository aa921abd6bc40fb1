package io.trainyard.configuration;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;

/** Guesses which word was meant. */
final class Spelling {
    private Spelling() {}

    static String nearest(String word, Collection<String> known) {
        return Collections.min(known, Comparator.comparingInt(candidate -> distance(candidate, word)));
    }

    /** How many letters must be changed, added or taken away (Levenshtein 1966). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
