package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;
import java.util.List;
import java.util.Optional;

/**
 * From where a run is trained once more that had ended. What earlier attempts have left counts up to an epoch, and what later
 * attempts leave counts whole.
 *
 * @param number how often the run was begun anew, from 1; 0 for a run that never ended
 * @param epoch checkpoints of the earlier attempts are of use up to this epoch; 0 for none of them
 * @param earlier attempts that were made before
 */
public record Restart(int number, int epoch, List<AttemptId> earlier) {
    /** Whatever is there may be gone on from. */
    public static final Restart NONE = new Restart(0, RunSpec.MAX_EPOCHS, List.of());

    public Restart {
        new Checks()
                .between(number, 0, Integer.MAX_VALUE, "number")
                .between(epoch, 0, RunSpec.MAX_EPOCHS, "epoch")
                .throwIfAny();
        earlier = List.copyOf(earlier);
    }

    /**
     * Whether a checkpoint may be gone on from.
     *
     * @param attempt that left it; empty where a worker of the first version did
     */
    public boolean allows(Optional<AttemptId> attempt, int checkpointEpoch) {
        boolean isEarlier = number > 0 && attempt.map(earlier::contains).orElse(true);
        return !isEarlier || checkpointEpoch <= epoch;
    }
}
