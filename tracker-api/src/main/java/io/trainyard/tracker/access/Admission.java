package io.trainyard.tracker.access;

/** Whom a tracker serves. */
public enum Admission {
    /** Whoever reaches it from this machine, without asking who they are. */
    THIS_MACHINE,
    /** Whoever reaches it, from anywhere, without asking who they are. */
    ANYBODY,
    /** People who log in, and programs with a token. */
    KNOWN;

    public boolean asksWho() {
        return this == KNOWN;
    }

    public boolean isForOtherMachines() {
        return this != THIS_MACHINE;
    }

    /**
     * What two settings ask for.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public static Admission of(boolean authentication, boolean allowUnauthenticated) {
        if (authentication && allowUnauthenticated)
            throw new IllegalArgumentException(
                    "authentication and allow_unauthenticated contradict each other: set one of them");
        return authentication ? KNOWN : allowUnauthenticated ? ANYBODY : THIS_MACHINE;
    }
}
