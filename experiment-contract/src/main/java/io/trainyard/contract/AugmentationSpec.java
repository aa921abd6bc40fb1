package io.trainyard.contract;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.validation.Checks;

/**
 * How training images are varied, anew in each epoch, with zeros where nothing is left of the image.
 *
 * @param shift greatest shift in pixels along each axis; 0 for none
 * @param horizontalFlip whether every second image on average is mirrored
 * @param rotation greatest turn in degrees to either side; 0 for none
 * @param cutout side in pixels of a square that is blanked out around a random pixel (DeVries, Taylor 2017); 0 for none
 */
public record AugmentationSpec(
        @Default("0") int shift,
        @Default("false") boolean horizontalFlip,
        @Default("0") double rotation,
        @Default("0") int cutout) {
    public static final AugmentationSpec NONE = new AugmentationSpec(0, false, 0, 0);
    public static final Kind<AugmentationSpec> KIND = Kind.of("augmentation", AugmentationSpec.class);

    public AugmentationSpec {
        new Checks()
                .between(shift, 0, 16, "shift")
                .require(rotation >= 0 && rotation <= 180, "rotation", "must be from 0 to 180, but was " + rotation)
                .between(cutout, 0, 64, "cutout")
                .throwIfAny();
    }

    public AugmentationSpec(int shift, boolean horizontalFlip) {
        this(shift, horizontalFlip, 0, 0);
    }
}
