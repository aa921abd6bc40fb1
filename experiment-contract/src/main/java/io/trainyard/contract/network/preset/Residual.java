package io.trainyard.contract.network.preset;

import static io.trainyard.contract.network.preset.Parts.chain;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import java.util.ArrayList;
import java.util.List;

/**
 * Stages of residual blocks (He, Zhang, Ren, Sun 2016), between a stem and one dense layer.
 *
 * @param block what each block adds to its input
 * @param shortcut what an input becomes where a block changes its shape
 */
record Residual(Block block, Shortcut shortcut) {
    /** What a block adds to its input. */
    enum Block {
        /** Two 3×3 convolutions. */
        BASIC(1),
        /** A 3×3 convolution between two of 1×1; its stride is in the 3×3 one, as in torchvision. */
        BOTTLENECK(4);

        private final int expansion;

        Block(int expansion) {
            this.expansion = expansion;
        }

        List<LayerSpec> layers(int width, int stride) {
            List<LayerSpec> relu = List.of(new Relu());
            return switch (this) {
                case BASIC -> chain(normalized(width, 3, stride), relu, normalized(width, 3, 1));
                case BOTTLENECK ->
                    chain(
                            normalized(width, 1, 1),
                            relu,
                            normalized(width, 3, stride),
                            relu,
                            normalized(4 * width, 1, 1));
            };
        }
    }

    /** What an input becomes where a block changes its shape; elsewhere it stays as it is. */
    enum Shortcut {
        /** Option A: every second pixel, and zeros for the new channels. */
        PADDED,
        /** Option B: a 1×1 convolution with batch normalisation. */
        PROJECTED;

        List<LayerSpec> layers(int inputs, int outputs, int stride) {
            if (stride == 1 && inputs == outputs) return List.of();
            return switch (this) {
                case PADDED -> List.of(new MaxPooling(1, stride), new Padding((outputs - inputs) / 2, 0));
                case PROJECTED -> normalized(outputs, 1, stride);
            };
        }
    }

    /**
     * The whole network.
     *
     * @param stem before the first stage; gives {@code width} channels
     * @param width filters of the first stage; each further stage has twice as many and half the height and width
     * @param blocks of each stage
     */
    List<LayerSpec> network(List<LayerSpec> stem, int width, int[] blocks, int outputs) {
        List<LayerSpec> layers = new ArrayList<>(stem);
        int channels = width;
        for (int stage = 0; stage < blocks.length; stage++) {
            int filters = width << stage;
            for (int i = 0; i < blocks[stage]; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                int next = filters * block.expansion;
                layers.add(new Add(List.of(block.layers(filters, stride), shortcut.layers(channels, next, stride))));
                layers.add(new Relu());
                channels = next;
            }
        }
        return chain(layers, List.of(new GlobalAveragePooling(), new Dense(outputs)));
    }

    private static List<LayerSpec> normalized(int filters, int kernel, int stride) {
        Extent padding = Extent.of(kernel / 2);
        return List.of(
                new Convolution(filters, Extent.of(kernel), Extent.of(stride), padding, 1, 1, false),
                new BatchNormalization());
    }
}
