package io.trainyard.worker;

import java.util.Optional;

/**
 * An attempt's wish to own its run. Requests can be delivered twice, and late; so an attempt reports that it would start
 * and trains nothing before the tracker, which sees all of them in one order, has granted it the run.
 */
@FunctionalInterface
interface Claim {
    /** Waits for the tracker's word; returns why the attempt shall not go on, or nothing if it owns the run. */
    Optional<StopReason> await(Attempt attempt) throws InterruptedException;
}
