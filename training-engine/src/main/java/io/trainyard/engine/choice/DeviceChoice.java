package io.trainyard.engine.choice;

import io.trainyard.contract.Device;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.wire.SpecJson;
import java.util.stream.Stream;

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

    /**
     * What some epochs were trained on.
     *
     * @throws DeviceException if no device of this version is called so
     */
    public static DeviceChoice of(TrainedOn on) {
        return Stream.of(Device.values())
                .filter(device ->
                        device != Device.AUTO && SpecJson.wireName(device).equals(on.device()))
                .findFirst()
                .map(device -> new DeviceChoice(device, on.threads()))
                .orElseThrow(() -> new DeviceException(
                        "the run began on " + on + ", and this worker knows no device " + on.device()));
    }
}
