package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Convolutions.PLAIN;
import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.dropoutDenseRelu;
import static io.trainyard.contract.network.preset.Parts.margin;
import static io.trainyard.contract.network.preset.Parts.maxPool;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.Shape;
import java.util.List;

/** ZFNet: AlexNet with a smaller first kernel and stride, found by looking at its filters (Zeiler, Fergus 2014). */
final class ZfNet {
    static final Family FAMILY = new Family(
            "ZFNet",
            List.of(
                    Preset.small(
                            "zfnet",
                            "ZFNet",
                            "AlexNet with smaller first kernels (Zeiler, Fergus 2014), with strides for small images",
                            ZfNet::small),
                    Preset.imageNet(
                            "zfnet-imagenet",
                            "ZFNet for ImageNet",
                            "AlexNet with smaller first kernels and strides (Zeiler, Fergus 2014)",
                            (image, outputs) -> imageNet(outputs))));

    private ZfNet() {}

    private static List<LayerSpec> small(Shape image, int outputs) {
        return chain(
                PLAIN.padded(96, 7, 1, 3 + margin(image)),
                maxPool(3, 2, 1),
                contrast(),
                PLAIN.same(256, 5),
                maxPool(3, 2, 1),
                contrast(),
                lastThreeConvolutions(),
                maxPool(3, 2, 1),
                classifier(1024, outputs));
    }

    private static List<LayerSpec> imageNet(int outputs) {
        return chain(
                PLAIN.padded(96, 7, 2, 1),
                maxPool(3, 2, 1),
                contrast(),
                PLAIN.valid(256, 5, 2),
                maxPool(3, 2, 1),
                contrast(),
                lastThreeConvolutions(),
                maxPool(3, 2),
                classifier(4096, outputs));
    }

    private static List<LayerSpec> contrast() {
        return List.of(new LocalResponseNormalization(5, 1e-4, 0.75, 2));
    }

    private static List<LayerSpec> lastThreeConvolutions() {
        return chain(PLAIN.same(384, 3), PLAIN.same(384, 3), PLAIN.same(256, 3));
    }

    private static List<LayerSpec> classifier(int hidden, int outputs) {
        return chain(
                List.of(new Flatten()),
                dropoutDenseRelu(hidden),
                dropoutDenseRelu(hidden),
                List.of(new Dense(outputs)));
    }
}
