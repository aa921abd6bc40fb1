package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Convolutions.PLAIN;
import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.dropoutDenseRelu;
import static io.trainyard.contract.network.preset.Parts.margin;
import static io.trainyard.contract.network.preset.Parts.maxPool;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import java.util.List;

/** AlexNet (Krizhevsky, Sutskever, Hinton 2012): the network that won ImageNet, and its versions for small images. */
final class AlexNet {
    static final Family FAMILY = new Family(
            "AlexNet",
            List.of(
                    Preset.small(
                            "alexnet-small",
                            "AlexNet, small",
                            "The five convolutions of AlexNet and a single dense layer (Yang, pytorch-classification)",
                            AlexNet::small),
                    Preset.small(
                            "alexnet",
                            "AlexNet",
                            "Five convolutions of 3×3 and AlexNet's three dense layers, for small images",
                            AlexNet::smallImages),
                    Preset.imageNet(
                            "alexnet-imagenet",
                            "AlexNet for ImageNet",
                            "One tower (Krizhevsky 2014), as in torchvision",
                            (image, outputs) -> imageNet(outputs)),
                    Preset.imageNet(
                            "alexnet-2012",
                            "AlexNet of 2012",
                            "Two towers, which meet in the third convolution, and local response normalisation (Krizhevsky, Sutskever, Hinton 2012)",
                            (image, outputs) -> twoTowers(outputs))));

    private AlexNet() {}

    private static List<LayerSpec> small(Shape image, int outputs) {
        return chain(
                PLAIN.padded(64, 11, 4, 5 + margin(image)),
                maxPool(2, 2),
                PLAIN.same(192, 5),
                maxPool(2, 2),
                lastThreeConvolutions(),
                maxPool(2, 2),
                List.of(new Flatten(), new Dense(outputs)));
    }

    private static List<LayerSpec> smallImages(Shape image, int outputs) {
        return chain(
                PLAIN.padded(64, 3, 2, 1 + margin(image)),
                maxPool(2, 2),
                PLAIN.same(192, 3),
                maxPool(2, 2),
                lastThreeConvolutions(),
                maxPool(2, 2),
                classifier(outputs));
    }

    private static List<LayerSpec> imageNet(int outputs) {
        return chain(
                PLAIN.padded(64, 11, 4, 2),
                maxPool(3, 2),
                PLAIN.same(192, 5),
                maxPool(3, 2),
                lastThreeConvolutions(),
                maxPool(3, 2),
                List.of(new AdaptiveAveragePooling(Extent.of(6))),
                classifier(outputs));
    }

    private static List<LayerSpec> twoTowers(int outputs) {
        return chain(
                PLAIN.padded(96, 11, 4, 2),
                responseNormalization(),
                maxPool(3, 2),
                apart(256, 5),
                responseNormalization(),
                maxPool(3, 2),
                PLAIN.same(384, 3),
                apart(384, 3),
                apart(256, 3),
                maxPool(3, 2),
                classifier(outputs));
    }

    private static List<LayerSpec> lastThreeConvolutions() {
        return chain(PLAIN.same(384, 3), PLAIN.same(256, 3), PLAIN.same(256, 3));
    }

    /** A convolution whose halves see only their own tower. */
    private static List<LayerSpec> apart(int filters, int kernel) {
        Extent half = Extent.of(kernel / 2);
        return List.of(new Convolution(filters, Extent.of(kernel), Extent.of(1), half, 1, 2, true), new Relu());
    }

    private static List<LayerSpec> responseNormalization() {
        return List.of(new LocalResponseNormalization(5, 1e-4, 0.75, 2));
    }

    private static List<LayerSpec> classifier(int outputs) {
        return chain(
                List.of(new Flatten()), dropoutDenseRelu(4096), dropoutDenseRelu(4096), List.of(new Dense(outputs)));
    }
}
