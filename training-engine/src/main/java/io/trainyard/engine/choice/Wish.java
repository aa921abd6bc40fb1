package io.trainyard.engine.choice;

import io.trainyard.contract.Device;
import io.trainyard.contract.RunSpec;

/**
 * What the researcher wants a run to be trained on.
 *
 * @param device {@link Device#AUTO} for the fastest
 * @param threads 0 for the fastest number
 */
public record Wish(Device device, int threads) {
    public static Wish of(RunSpec spec) {
        return new Wish(spec.device(), spec.threads());
    }

    boolean allows(Device other) {
        return device == Device.AUTO || device == other;
    }
}
