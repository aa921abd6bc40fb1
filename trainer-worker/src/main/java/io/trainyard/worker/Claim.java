package io.trainyard.worker;

import io.trainyard.contract.TrainedOn;
import java.util.Optional;

/**
 * An attempt's wish to own its run. Requests can be delivered twice, and late; so an attempt reports that it would start
 * and trains nothing before the tracker, which sees all of them in one order, has granted it the run.
 */
@FunctionalInterface
interface Claim {
    /** Waits for the tracker's word. */
    Word await(Attempt attempt) throws InterruptedException;

    /**
     * What the tracker said, or what made the waiting end.
     *
     * @param refused why the attempt shall not go on; empty if it owns the run
     * @param before what an earlier attempt trained the run's first epoch on
     */
    record Word(Optional<StopReason> refused, Optional<TrainedOn> before) {
        static Word refused(StopReason reason) {
            return new Word(Optional.of(reason), Optional.empty());
        }

        static Word granted(Optional<TrainedOn> before) {
            return new Word(Optional.empty(), before);
        }
    }
}
