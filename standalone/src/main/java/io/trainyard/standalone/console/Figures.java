package io.trainyard.standalone.console;

import java.util.Locale;

/** Numbers as people read them on a terminal. */
public final class Figures {
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;

    private Figures() {}

    /** A fraction of 1 as a percentage, {@code 95.12 %}. */
    public static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    /** A speed or count without decimals, thousands set apart: {@code 31 250}. */
    public static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value)).replace(',', ' ');
    }

    public static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** A duration in its largest two units: {@code 4.2 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
    public static String duration(double seconds) {
        if (seconds < SECONDS_PER_MINUTE) return String.format(Locale.ROOT, "%.1f s", seconds);
        long rounded = Math.round(seconds);
        long minutes = rounded / SECONDS_PER_MINUTE;
        if (rounded < SECONDS_PER_HOUR) return minutes + " min " + rounded % SECONDS_PER_MINUTE + " s";
        return String.format(Locale.ROOT, "%d h %02d min", minutes / SECONDS_PER_MINUTE, minutes % SECONDS_PER_MINUTE);
    }
}
