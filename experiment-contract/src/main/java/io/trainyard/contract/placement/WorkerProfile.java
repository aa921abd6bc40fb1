package io.trainyard.contract.placement;

import io.trainyard.contract.validation.Checks;

/**
 * What a worker is, for runs that do not fit every one.
 *
 * @param deviceClass of what it trains on
 * @param memoryBytes that a run finds free where it begins; of the GPU where it trains on one
 * @param labels that its owner has given it
 */
public record WorkerProfile(DeviceClass deviceClass, long memoryBytes, Labels labels) {
    public WorkerProfile {
        new Checks().between(memoryBytes, 0, Long.MAX_VALUE, "memory").throwIfAny();
    }
}
