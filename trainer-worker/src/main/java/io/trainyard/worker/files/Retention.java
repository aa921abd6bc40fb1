package io.trainyard.worker.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Which checkpoints of an attempt are kept: the newest two, since the newest may turn out to be unreadable, that of the best
 * epoch, which the run leaves, and every so many epochs one.
 *
 * @param every 0 for none besides
 */
public record Retention(int every) {
    private static final int NEWEST = 2;
    public static final Retention USUAL = new Retention(0);

    public Retention {
        if (every < 0) throw new IllegalArgumentException("checkpoints cannot be kept every " + every + " epochs");
    }

    /** Those of some epochs that may go. */
    public List<Integer> superfluous(List<Integer> epochs, int bestEpoch) {
        List<Integer> sorted = new ArrayList<>(epochs);
        sorted.sort(null);
        return sorted.subList(0, Math.max(0, sorted.size() - NEWEST)).stream()
                .filter(epoch -> epoch != bestEpoch && !isKept(epoch))
                .toList();
    }

    /** Whether the checkpoint of an epoch stays for good. */
    public boolean isKept(int epoch) {
        return every > 0 && epoch % every == 0;
    }

    /** Whether an attempt has enough of its own to do without those of others. */
    boolean isEnough(int checkpoints) {
        return checkpoints >= NEWEST;
    }
}
