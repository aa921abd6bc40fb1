package io.trainyard.tracker.lifecycle;

/**
 * The epochs that a run can go on from; 0 where that is the start.
 *
 * @param newest of all checkpoints that count
 * @param best of those; the newest one where the run has no best epoch
 */
public record Checkpoints(int newest, int best) {
    public static final Checkpoints NONE = new Checkpoints(0, 0);

    /** From where a run is tried again. Where it has no such checkpoint, that is the start. */
    public enum From {
        START,
        NEWEST,
        BEST
    }

    int epoch(From from) {
        return switch (from) {
            case START -> 0;
            case NEWEST -> newest;
            case BEST -> best;
        };
    }
}
