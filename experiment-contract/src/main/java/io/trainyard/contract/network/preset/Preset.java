package io.trainyard.contract.network.preset;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Optional;

/**
 * A network by name.
 *
 * @param name as on the wire
 * @param title for people
 * @param description one sentence: what it is and where it comes from
 * @param minSide side of the smallest images that it is made for
 * @param design its layers
 */
public record Preset(String name, String title, String description, int minSide, Design design) {
    /** How a network follows from the shape of its images and the numbers that it must give. */
    @FunctionalInterface
    public interface Design {
        List<LayerSpec> layers(Shape image, int outputs);
    }

    public List<LayerSpec> layers(Shape image, int outputs) {
        return design.layers(image, outputs);
    }

    /** The network for such images, or nothing if it is not made for them. */
    public Optional<Network> fitted(Shape image, int outputs) {
        if (Math.min(image.height(), image.width()) < minSide) return Optional.empty();
        try {
            return Optional.of(Network.of(image, outputs, layers(image, outputs)));
        } catch (InvalidSpecException doesNotFit) {
            return Optional.empty();
        }
    }

    /** A network for MNIST's and CIFAR-10's images, of 28 and 32 pixels. */
    static Preset small(String name, String title, String description, Design design) {
        return new Preset(name, title, description, 28, design);
    }

    /** A network for the images of ImageNet, of 224 pixels or more. */
    static Preset imageNet(String name, String title, String description, Design design) {
        return new Preset(name, title, description, 224, design);
    }
}
