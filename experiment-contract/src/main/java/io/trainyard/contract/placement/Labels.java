package io.trainyard.contract.placement;

import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the owner of a worker says of it, by names of their own, such as {@code rack=a}. */
public record Labels(SortedMap<String, String> values) {
    public static final int MAX_LABELS = 16;
    public static final Labels NONE = new Labels(new TreeMap<>());

    private static final String TEXT = "[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?";

    public Labels {
        Checks checks = new Checks()
                .require(
                        values.size() <= MAX_LABELS,
                        "",
                        "must be at most " + MAX_LABELS + " labels, but are " + values.size());
        values.forEach((name, value) -> checks.require(
                name.matches(TEXT) && value.matches(TEXT),
                Excerpt.of(name),
                "must be a name and a value of 1 to 63 letters, digits, dots, dashes, underscores or slashes, with a letter or"
                        + " digit at both ends"));
        checks.throwIfAny();
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Labels of(Map<String, String> values) {
        return new Labels(new TreeMap<>(values));
    }

    /**
     * Reads {@code rack=a,zone=b}; an empty text has none.
     *
     * @throws InvalidSpecException if it is something else
     */
    public static Labels parse(String text) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String label : text.split(",", -1)) {
            if (label.isBlank()) continue;
            int equals = label.indexOf('=');
            String name = equals < 0 ? "" : label.substring(0, equals).strip();
            if (name.isEmpty() || values.put(name, label.substring(equals + 1).strip()) != null)
                throw new InvalidSpecException(
                        "", "must be labels such as rack=a,zone=b, each name once, but are '" + Excerpt.of(text) + "'");
        }
        return new Labels(values);
    }

    /** Whether all of the wanted labels are here, with the same values. */
    public boolean have(Labels wanted) {
        return values.entrySet().containsAll(wanted.values.entrySet());
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }
}
