package io.trainyard.tracker.lifecycle;

import java.util.Locale;

/** Who trains a run. */
public enum Origin {
    /** A worker, as the run's specification says. */
    TRAINED,
    /** Some other program, which tells of it over HTTP. It is handed to no worker, and nobody waits for one. */
    EXTERNAL;

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Origin ofColumn(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
