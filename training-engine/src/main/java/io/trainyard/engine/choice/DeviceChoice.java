package io.trainyard.engine.choice;

import io.trainyard.contract.Device;

/**
 * What a run is trained on. The same choice gives the same bits.
 *
 * @param device never {@link Device#AUTO}
 * @param threads of the CPU
 */
public record DeviceChoice(Device device, int threads) {
    public DeviceChoice {
        if (device == Device.AUTO || threads < 1)
            throw new IllegalArgumentException("no choice: " + device + ", " + threads + " threads");
    }
}
