package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Convolutions.NORMALIZED;
import static io.trainyard.contract.network.preset.Parts.chain;
import static io.trainyard.contract.network.preset.Parts.maxPool;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.preset.Residual.Block;
import io.trainyard.contract.network.preset.Residual.Shortcut;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** ResNet-18 to ResNet-152 (He, Zhang, Ren, Sun 2016): four stages of residual blocks. */
final class ResNet {
    private static final int[] DEPTHS = {18, 34, 50, 101, 152};
    static final Family FAMILY = new Family(
            "ResNet",
            Stream.concat(
                            IntStream.of(DEPTHS).mapToObj(ResNet::small),
                            IntStream.of(DEPTHS).mapToObj(ResNet::imageNet))
                    .toList());

    private ResNet() {}

    private static Preset small(int depth) {
        return Preset.small(
                "resnet" + depth,
                "ResNet-" + depth,
                "Four stages of residual blocks (He et al. 2016) behind a 3×3 stem for small images",
                (image, outputs) -> network(NORMALIZED.same(64, 3), depth, outputs));
    }

    private static Preset imageNet(int depth) {
        return Preset.imageNet(
                "resnet" + depth + "-imagenet",
                "ResNet-" + depth + " for ImageNet",
                "Four stages of residual blocks (He et al. 2016), as in torchvision",
                (image, outputs) -> network(chain(NORMALIZED.same(64, 7, 2), maxPool(3, 2, 1)), depth, outputs));
    }

    private static List<LayerSpec> network(List<LayerSpec> stem, int depth, int outputs) {
        Block block = depth < 50 ? Block.BASIC : Block.BOTTLENECK;
        return new Residual(block, Shortcut.PROJECTED).network(stem, 64, blocks(depth), outputs);
    }

    private static int[] blocks(int depth) {
        return switch (depth) {
            case 18 -> new int[] {2, 2, 2, 2};
            case 34, 50 -> new int[] {3, 4, 6, 3};
            case 101 -> new int[] {3, 4, 23, 3};
            case 152 -> new int[] {3, 8, 36, 3};
            default -> throw new IllegalArgumentException("no ResNet has " + depth + " layers");
        };
    }
}
