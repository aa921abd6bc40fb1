package io.trainyard.engine.choice;

import io.trainyard.contract.Device;
import io.trainyard.contract.RunSpec;

/**
 * What the researcher wants a run to be trained on.
 *
 * @param device {@link Device#AUTO} for the fastest
 * @param threads of each replica; 0 for the fastest number
 * @param replicas that share the batches of an update
 */
public record Wish(Device device, int threads, int replicas) {
    /** A single network. */
    public Wish(Device device, int threads) {
        this(device, threads, 1);
    }

    public static Wish of(RunSpec spec) {
        return new Wish(spec.device(), spec.threads(), spec.replicas());
    }

    /** The same replicas on what they were trained on before. */
    Wish on(DeviceChoice choice) {
        return new Wish(choice.device(), choice.threads(), replicas);
    }

    boolean allows(Device other) {
        return device == Device.AUTO || device == other;
    }
}
