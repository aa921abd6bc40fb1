package io.trainyard.tracker.lifecycle;

/**
 * Who could still train a run.
 *
 * @param workers that are live and have not handed it back as one that they cannot train
 * @param refusals how often it was handed back as such
 */
public record Chances(int workers, int refusals) {
    /** So often may workers hand a run back because they cannot train it, while others have not tried. */
    static final int MAX_REFUSALS = 20;

    /** Every live worker has tried in vain, or some did so too often. */
    boolean areGone() {
        return workers == 0 || refusals >= MAX_REFUSALS;
    }
}
