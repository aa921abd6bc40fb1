package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.concat;
import static io.trainyard.contract.network.preset.Parts.denseRelu;
import static io.trainyard.contract.network.preset.Parts.maxPool;
import static io.trainyard.contract.network.preset.Parts.maxPoolRoundedUp;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import java.util.List;

/** GoogLeNet, or Inception v1 (Szegedy et al. 2015): modules of four branches with kernels of different sizes. */
final class GoogLeNet {
    static final Family FAMILY = new Family(
            "GoogLeNet",
            List.of(
                    Preset.small(
                            "googlenet",
                            "GoogLeNet",
                            "Nine Inception modules (Szegedy et al. 2015) with batch normalisation behind a 3×3 stem (Liu, pytorch-cifar)",
                            (image, outputs) -> small(outputs, Convolutions.NORMALIZED_WITH_BIAS)),
                    Preset.imageNet(
                            "googlenet-2014",
                            "GoogLeNet of 2014",
                            "Nine Inception modules and local response normalisation, without the auxiliary classifiers (Szegedy et al. 2015)",
                            (image, outputs) -> paper(outputs)),
                    Preset.imageNet(
                            "googlenet-imagenet",
                            "GoogLeNet for ImageNet",
                            "With batch normalisation and 3×3 kernels for the 5×5, as in torchvision",
                            (image, outputs) -> torchvision(outputs, List.of())),
                    Preset.imageNet(
                            "googlenet-imagenet-auxiliary",
                            "GoogLeNet for ImageNet with auxiliary classifiers",
                            "Two classifiers half-way help the gradient to the first layers (Szegedy et al. 2015), as in torchvision",
                            (image, outputs) -> torchvision(outputs, auxiliaryClassifier(outputs)))));

    /** The branch that sees most, behind its 1×1 reduction: 5×5 in the paper, and what others took for it. */
    private enum Wide {
        FIVE,
        TWICE_THREE,
        THREE;

        List<LayerSpec> layers(Convolutions convolutions, int filters) {
            return switch (this) {
                case FIVE -> convolutions.same(filters, 5);
                case TWICE_THREE -> chain(convolutions.same(filters, 3), convolutions.same(filters, 3));
                case THREE -> convolutions.same(filters, 3);
            };
        }
    }

    /** The modules of one network. */
    private record Modules(Convolutions convolutions, Wide wide) {
        /** Table 1 of the paper: filters of 1×1, 3×3 with its reduction, 5×5 with its reduction, and behind the pooling. */
        List<LayerSpec> module(int one, int reduce3, int three, int reduce5, int five, int pooled) {
            return concat(
                    convolutions.same(one, 1),
                    chain(convolutions.same(reduce3, 1), convolutions.same(three, 3)),
                    chain(convolutions.same(reduce5, 1), wide.layers(convolutions, five)),
                    chain(maxPool(3, 1, 1), convolutions.same(pooled, 1)));
        }

        List<LayerSpec> third() {
            return chain(module(64, 96, 128, 16, 32, 32), module(128, 128, 192, 32, 96, 64));
        }

        List<LayerSpec> fourth(List<LayerSpec> auxiliary) {
            return chain(
                    module(192, 96, 208, 16, 48, 64),
                    auxiliary,
                    module(160, 112, 224, 24, 64, 64),
                    module(128, 128, 256, 24, 64, 64),
                    module(112, 144, 288, 32, 64, 64),
                    auxiliary,
                    module(256, 160, 320, 32, 128, 128));
        }

        List<LayerSpec> fifth() {
            return chain(module(256, 160, 320, 32, 128, 128), module(384, 192, 384, 48, 128, 128));
        }
    }

    private GoogLeNet() {}

    static List<LayerSpec> small(int outputs, Convolutions convolutions) {
        Modules modules = new Modules(convolutions, Wide.TWICE_THREE);
        return chain(
                convolutions.same(192, 3),
                modules.third(),
                maxPool(3, 2, 1),
                modules.fourth(List.of()),
                maxPool(3, 2, 1),
                modules.fifth(),
                List.of(new GlobalAveragePooling(), new Dense(outputs)));
    }

    private static List<LayerSpec> paper(int outputs) {
        Modules modules = new Modules(Convolutions.PLAIN, Wide.FIVE);
        List<LayerSpec> responseNormalization = List.of(new LocalResponseNormalization(5, 1e-4, 0.75, 2));
        return chain(
                Convolutions.PLAIN.same(64, 7, 2),
                maxPoolRoundedUp(3, 2),
                responseNormalization,
                Convolutions.PLAIN.same(64, 1),
                Convolutions.PLAIN.same(192, 3),
                responseNormalization,
                maxPoolRoundedUp(3, 2),
                modules.third(),
                maxPoolRoundedUp(3, 2),
                modules.fourth(List.of()),
                maxPoolRoundedUp(3, 2),
                modules.fifth(),
                List.of(new GlobalAveragePooling(), new Dropout(0.4), new Dense(outputs)));
    }

    private static List<LayerSpec> torchvision(int outputs, List<LayerSpec> auxiliary) {
        Convolutions convolutions = Convolutions.NORMALIZED_COARSELY;
        Modules modules = new Modules(convolutions, Wide.THREE);
        return chain(
                convolutions.same(64, 7, 2),
                maxPoolRoundedUp(3, 2),
                convolutions.same(64, 1),
                convolutions.same(192, 3),
                maxPoolRoundedUp(3, 2),
                modules.third(),
                maxPoolRoundedUp(3, 2),
                modules.fourth(auxiliary),
                maxPoolRoundedUp(2, 2),
                modules.fifth(),
                List.of(new GlobalAveragePooling(), new Dropout(0.2), new Dense(outputs)));
    }

    private static List<LayerSpec> auxiliaryClassifier(int outputs) {
        return List.of(new AuxiliaryClassifier(
                0.3,
                chain(
                        List.of(new AdaptiveAveragePooling(Extent.of(4))),
                        Convolutions.NORMALIZED_COARSELY.same(128, 1),
                        List.of(new Flatten()),
                        denseRelu(1024),
                        List.of(new Dropout(0.7), new Dense(outputs)))));
    }
}
