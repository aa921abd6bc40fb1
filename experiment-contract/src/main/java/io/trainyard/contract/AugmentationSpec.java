package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;

/**
 * How training images are varied, anew in each epoch.
 *
 * @param shift greatest shift in pixels along each axis, filled with zeros; 0 for none
 * @param horizontalFlip whether every second image on average is mirrored
 */
public record AugmentationSpec(int shift, boolean horizontalFlip) {
    public static final AugmentationSpec NONE = new AugmentationSpec(0, false);

    public AugmentationSpec {
        new Checks().between(shift, 0, 16, "shift").throwIfAny();
    }
}
