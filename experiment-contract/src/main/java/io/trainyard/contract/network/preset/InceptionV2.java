package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Parts.averagePool3;
import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.concat;
import static io.trainyard.contract.network.preset.Parts.maxPool;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import java.util.List;

/** Inception v2: the network that came with batch normalisation (Ioffe, Szegedy 2015), two 3×3 kernels for each 5×5. */
final class InceptionV2 {
    static final Family FAMILY = new Family(
            "Inception v2",
            List.of(
                    Preset.small(
                            "inception-v2",
                            "Inception v2",
                            "The modules of the paper on batch normalisation (Ioffe, Szegedy 2015) behind a 3×3 stem for small images",
                            (image, outputs) -> new InceptionV2(Convolutions.NORMALIZED).small(outputs)),
                    Preset.imageNet(
                            "inception-v2-imagenet",
                            "Inception v2 for ImageNet",
                            "GoogLeNet with batch normalisation (Ioffe, Szegedy 2015)",
                            (image, outputs) -> new InceptionV2(Convolutions.NORMALIZED).imageNet(outputs))));

    private final Convolutions convolutions;

    InceptionV2(Convolutions convolutions) {
        this.convolutions = convolutions;
    }

    private List<LayerSpec> small(int outputs) {
        return chain(convolutions.same(192, 3), modules(), List.of(new GlobalAveragePooling(), new Dense(outputs)));
    }

    List<LayerSpec> imageNet(int outputs) {
        return chain(
                convolutions.same(64, 7, 2),
                maxPool(3, 2, 1),
                convolutions.same(64, 1),
                convolutions.same(192, 3),
                maxPool(3, 2, 1),
                modules(),
                List.of(new GlobalAveragePooling(), new Dense(outputs)));
    }

    private List<LayerSpec> modules() {
        return chain(
                module(64, 64, 64, 64, 96, pooled(averagePool3(), 32)),
                module(64, 64, 96, 64, 96, pooled(averagePool3(), 64)),
                halving(128, 160, 64, 96),
                module(224, 64, 96, 96, 128, pooled(averagePool3(), 128)),
                module(192, 96, 128, 96, 128, pooled(averagePool3(), 128)),
                module(160, 128, 160, 128, 160, pooled(averagePool3(), 96)),
                module(96, 128, 192, 160, 192, pooled(averagePool3(), 96)),
                halving(128, 192, 192, 256),
                module(352, 192, 320, 160, 224, pooled(averagePool3(), 128)),
                module(352, 192, 320, 192, 224, pooled(maxPool(3, 1, 1), 128)));
    }

    /** Figure 5 of the paper: filters of 1×1, 3×3 with its reduction, twice 3×3 with their reduction. */
    private List<LayerSpec> module(int one, int reduce3, int three, int reduce5, int five, List<LayerSpec> pooled) {
        return concat(
                convolutions.same(one, 1),
                chain(convolutions.same(reduce3, 1), convolutions.same(three, 3)),
                chain(convolutions.same(reduce5, 1), convolutions.same(five, 3), convolutions.same(five, 3)),
                pooled);
    }

    private List<LayerSpec> pooled(List<LayerSpec> pooling, int filters) {
        return chain(pooling, convolutions.same(filters, 1));
    }

    private List<LayerSpec> halving(int reduce3, int three, int reduce5, int five) {
        return concat(
                chain(convolutions.same(reduce3, 1), convolutions.same(three, 3, 2)),
                chain(convolutions.same(reduce5, 1), convolutions.same(five, 3), convolutions.same(five, 3, 2)),
                maxPool(3, 2, 1));
    }
}
