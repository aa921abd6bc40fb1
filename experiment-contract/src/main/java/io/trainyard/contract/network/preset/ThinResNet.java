package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Convolutions.NORMALIZED;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.preset.Residual.Block;
import io.trainyard.contract.network.preset.Residual.Shortcut;
import java.util.List;
import java.util.stream.IntStream;

/** The thin ResNets that He et al. (2016) trained on CIFAR-10: 6n + 2 layers in stages of 16, 32 and 64 filters. */
final class ThinResNet {
    static final Family FAMILY = new Family(
            "ResNet for CIFAR-10",
            IntStream.of(20, 32, 44, 56, 110).mapToObj(ThinResNet::preset).toList());

    private ThinResNet() {}

    private static Preset preset(int depth) {
        return Preset.small(
                "resnet" + depth,
                "ResNet-" + depth,
                "Three stages of residual blocks without parameters in their shortcuts (He et al. 2016, section 4.2)",
                (image, outputs) -> network(depth, Shortcut.PADDED, outputs));
    }

    static List<LayerSpec> network(int depth, Shortcut shortcut, int outputs) {
        int blocks = (depth - 2) / 6;
        return new Residual(Block.BASIC, shortcut)
                .network(NORMALIZED.same(16, 3), 16, new int[] {blocks, blocks, blocks}, outputs);
    }
}
