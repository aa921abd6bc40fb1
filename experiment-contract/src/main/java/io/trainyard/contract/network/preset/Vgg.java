package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.denseRelu;
import static io.trainyard.contract.network.preset.Parts.margin;
import static io.trainyard.contract.network.preset.Parts.maxPool;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** VGG (Simonyan, Zisserman 2015): five stages of 3×3 convolutions, each halved by pooling. */
final class Vgg {
    private static final int[] WIDTHS = {64, 128, 256, 512, 512};
    static final Family FAMILY = family();

    private Vgg() {}

    /** The convolutions of each stage; with three dense layers they make up the depth. */
    private static int[] convolutions(int depth) {
        return switch (depth) {
            case 11 -> new int[] {1, 1, 2, 2, 2};
            case 13 -> new int[] {2, 2, 2, 2, 2};
            case 16 -> new int[] {2, 2, 3, 3, 3};
            case 19 -> new int[] {2, 2, 4, 4, 4};
            default -> throw new IllegalArgumentException("no VGG has " + depth + " layers");
        };
    }

    private static Family family() {
        List<Preset> presets = new ArrayList<>();
        for (int depth : new int[] {11, 13, 16, 19}) {
            presets.add(small("vgg" + depth, "VGG-" + depth, depth, Convolutions.PLAIN));
            presets.add(small(
                    "vgg" + depth + "-bn",
                    "VGG-" + depth + " with batch normalisation",
                    depth,
                    Convolutions.NORMALIZED_WITH_BIAS));
        }
        for (int depth : new int[] {11, 13, 16, 19}) {
            presets.add(imageNet("vgg" + depth + "-imagenet", depth, Convolutions.PLAIN));
            presets.add(imageNet("vgg" + depth + "-bn-imagenet", depth, Convolutions.NORMALIZED_WITH_BIAS));
        }
        return new Family("VGG", presets);
    }

    private static Preset small(String name, String title, int depth, Convolutions convolutions) {
        return Preset.small(
                name,
                title,
                depth - 3
                        + " convolutions of 3×3 (Simonyan, Zisserman 2015) and one dense layer, as is usual for CIFAR-10",
                (image, outputs) -> small(image, outputs, depth, convolutions));
    }

    private static Preset imageNet(String name, int depth, Convolutions convolutions) {
        return Preset.imageNet(
                name,
                "VGG-" + depth + " for ImageNet" + (convolutions.normalization().isPresent() ? ", normalised" : ""),
                depth - 3 + " convolutions of 3×3 and three dense layers (Simonyan, Zisserman 2015), as in torchvision",
                (image, outputs) -> chain(stages(image, depth, convolutions), classifier(outputs)));
    }

    static List<LayerSpec> small(Shape image, int outputs, int depth, Convolutions convolutions) {
        return chain(stages(image, depth, convolutions), List.of(new Flatten(), new Dense(outputs)));
    }

    private static List<LayerSpec> stages(Shape image, int depth, Convolutions convolutions) {
        List<LayerSpec> layers = new ArrayList<>();
        int[] counts = convolutions(depth);
        for (int stage = 0; stage < counts.length; stage++) {
            for (int i = 0; i < counts[stage]; i++) {
                int padding = layers.isEmpty() ? 1 + margin(image) : 1;
                layers.addAll(convolutions.padded(WIDTHS[stage], 3, 1, padding));
            }
            layers.addAll(maxPool(2, 2));
        }
        return layers;
    }

    private static List<LayerSpec> classifier(int outputs) {
        return chain(
                List.of(new AdaptiveAveragePooling(Extent.of(7)), new Flatten()),
                denseRelu(4096),
                List.of(new Dropout(0.5)),
                denseRelu(4096),
                List.of(new Dropout(0.5), new Dense(outputs)));
    }
}
