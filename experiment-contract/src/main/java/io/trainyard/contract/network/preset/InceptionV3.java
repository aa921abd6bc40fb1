package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Parts.averagePool3;
import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.concat;
import static io.trainyard.contract.network.preset.Parts.maxPool;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import java.util.List;

/** Inception v3: large kernels factorised into rows and columns (Szegedy et al. 2016), laid out as in torchvision. */
final class InceptionV3 {
    private static final Convolutions CONVOLUTIONS = Convolutions.NORMALIZED_COARSELY;
    static final Family FAMILY = new Family(
            "Inception v3",
            List.of(
                    Preset.small(
                            "inception-v3",
                            "Inception v3",
                            "Kernels factorised into rows and columns (Szegedy et al. 2016) behind a stem without strides for small images",
                            (image, outputs) -> chain(smallStem(), body(outputs, List.of()))),
                    Preset.imageNet(
                            "inception-v3-imagenet",
                            "Inception v3 for ImageNet",
                            "Kernels factorised into rows and columns (Szegedy et al. 2016), for images of 299 pixels, as in torchvision",
                            (image, outputs) -> chain(stem(), body(outputs, List.of()))),
                    Preset.imageNet(
                            "inception-v3-imagenet-auxiliary",
                            "Inception v3 for ImageNet with an auxiliary classifier",
                            "With a classifier before the last halving (Szegedy et al. 2016), as in torchvision",
                            (image, outputs) -> chain(stem(), body(outputs, auxiliaryClassifier(outputs))))));

    private InceptionV3() {}

    private static List<LayerSpec> smallStem() {
        return chain(
                CONVOLUTIONS.same(32, 3),
                CONVOLUTIONS.same(32, 3),
                CONVOLUTIONS.same(64, 3),
                CONVOLUTIONS.same(80, 1),
                CONVOLUTIONS.valid(192, 3, 1));
    }

    private static List<LayerSpec> stem() {
        return chain(
                CONVOLUTIONS.valid(32, 3, 2),
                CONVOLUTIONS.valid(32, 3, 1),
                CONVOLUTIONS.same(64, 3),
                maxPool(3, 2),
                CONVOLUTIONS.same(80, 1),
                CONVOLUTIONS.valid(192, 3, 1),
                maxPool(3, 2));
    }

    private static List<LayerSpec> body(int outputs, List<LayerSpec> auxiliary) {
        return chain(
                square(32),
                square(64),
                square(64),
                halving(),
                factorised(128),
                factorised(160),
                factorised(160),
                factorised(192),
                auxiliary,
                secondHalving(),
                spread(),
                spread(),
                List.of(new GlobalAveragePooling(), new Dropout(0.5), new Dense(outputs)));
    }

    /** Figure 5 of the paper, with one 5×5 kernel. */
    private static List<LayerSpec> square(int pooled) {
        return concat(
                CONVOLUTIONS.same(64, 1),
                chain(CONVOLUTIONS.same(48, 1), CONVOLUTIONS.same(64, 5)),
                chain(CONVOLUTIONS.same(64, 1), CONVOLUTIONS.same(96, 3), CONVOLUTIONS.same(96, 3)),
                chain(averagePool3(), CONVOLUTIONS.same(pooled, 1)));
    }

    /** Figure 10: halves height and width. */
    private static List<LayerSpec> halving() {
        return concat(
                CONVOLUTIONS.valid(384, 3, 2),
                chain(CONVOLUTIONS.same(64, 1), CONVOLUTIONS.same(96, 3), CONVOLUTIONS.valid(96, 3, 2)),
                maxPool(3, 2));
    }

    /** Figure 6: 7×7 kernels as rows and columns of 7. */
    private static List<LayerSpec> factorised(int narrow) {
        return concat(
                CONVOLUTIONS.same(192, 1),
                chain(CONVOLUTIONS.same(narrow, 1), row(narrow, 7), column(192, 7)),
                chain(CONVOLUTIONS.same(narrow, 1), column(narrow, 7), row(narrow, 7), column(narrow, 7), row(192, 7)),
                chain(averagePool3(), CONVOLUTIONS.same(192, 1)));
    }

    private static List<LayerSpec> secondHalving() {
        return concat(
                chain(CONVOLUTIONS.same(192, 1), CONVOLUTIONS.valid(320, 3, 2)),
                chain(CONVOLUTIONS.same(192, 1), row(192, 7), column(192, 7), CONVOLUTIONS.valid(192, 3, 2)),
                maxPool(3, 2));
    }

    /** Figure 7: rows and columns side by side, for many features at the coarsest size. */
    private static List<LayerSpec> spread() {
        List<LayerSpec> rowAndColumn = concat(row(384, 3), column(384, 3));
        return concat(
                CONVOLUTIONS.same(320, 1),
                chain(CONVOLUTIONS.same(384, 1), rowAndColumn),
                chain(CONVOLUTIONS.same(448, 1), CONVOLUTIONS.same(384, 3), rowAndColumn),
                chain(averagePool3(), CONVOLUTIONS.same(192, 1)));
    }

    private static List<LayerSpec> row(int filters, int length) {
        return CONVOLUTIONS.same(filters, new Extent(1, length));
    }

    private static List<LayerSpec> column(int filters, int length) {
        return CONVOLUTIONS.same(filters, new Extent(length, 1));
    }

    private static List<LayerSpec> auxiliaryClassifier(int outputs) {
        return List.of(new AuxiliaryClassifier(
                0.4,
                chain(
                        List.of(new AveragePooling(5, 3)),
                        CONVOLUTIONS.same(128, 1),
                        CONVOLUTIONS.valid(768, 5, 1),
                        List.of(new GlobalAveragePooling(), new Dense(outputs)))));
    }
}
