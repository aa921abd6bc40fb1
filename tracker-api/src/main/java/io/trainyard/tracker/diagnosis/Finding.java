package io.trainyard.tracker.diagnosis;

/**
 * One thing that was looked at.
 *
 * @param what was found, in a sentence
 * @param remedy what to do; empty where nothing is to be done
 */
public record Finding(Level level, String what, String remedy) {
    /** How bad it is. */
    public enum Level {
        GOOD,
        /** It works, and could work better or will not for long. */
        WARNING,
        /** It does not work. */
        PROBLEM
    }

    public Finding {
        if ((level == Level.GOOD) != remedy.isEmpty())
            throw new IllegalArgumentException("what is not good has a remedy, and nothing else: " + what);
    }

    public static Finding good(String what) {
        return new Finding(Level.GOOD, what, "");
    }

    public static Finding warning(String what, String remedy) {
        return new Finding(Level.WARNING, what, remedy);
    }

    public static Finding problem(String what, String remedy) {
        return new Finding(Level.PROBLEM, what, remedy);
    }
}
