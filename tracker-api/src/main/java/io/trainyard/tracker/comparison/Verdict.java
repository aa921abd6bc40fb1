package io.trainyard.tracker.comparison;

/** What is to be said of a difference. */
public enum Verdict {
    /** It is real, for all that these runs can tell. */
    BETTER,
    WORSE,
    /** It may as well be chance. */
    UNDECIDED,
    /** So few runs cannot show any difference, however great. */
    TOO_FEW
}
