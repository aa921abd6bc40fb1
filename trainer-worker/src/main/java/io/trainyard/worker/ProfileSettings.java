package io.trainyard.worker;

import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import java.util.Optional;

/**
 * What a worker's owner says of it, for runs that do not fit every worker.
 *
 * @param deviceClass if it is another than the one that the worker finds itself
 * @param labels by names of their own
 */
public record ProfileSettings(Optional<DeviceClass> deviceClass, Labels labels) {
    public static final ProfileSettings USUAL = new ProfileSettings(Optional.empty(), Labels.NONE);
}
