package io.trainyard.contract.placement;

import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;

/**
 * The kind of device that a worker trains on, from the general to the particular: {@code cpu}, {@code cuda},
 * {@code cuda:sm_90}. Whoever asks for a general one takes every particular one of it.
 */
public record DeviceClass(String value) {
    /** Stands for the runs that ask for no class, where runs are counted by class; so no class is called so. */
    public static final String NONE_ASKED = "any";

    public static final DeviceClass CPU = new DeviceClass("cpu");

    public DeviceClass {
        if (!value.matches("[a-z][a-z0-9_.-]{0,31}(:[a-z0-9_.-]{1,31}){0,3}") || value.equals(NONE_ASKED))
            throw new InvalidSpecException(
                    "",
                    "must be a class of devices, such as cpu, cuda or cuda:sm_90, in small letters, digits, dots, dashes and"
                            + " underscores, but is '" + Excerpt.of(value) + "'");
    }

    /** Whether a device of the other class is also one of this. */
    public boolean includes(DeviceClass other) {
        return other.value.equals(value) || other.value.startsWith(value + ":");
    }

    @Override
    public String toString() {
        return value;
    }
}
