package io.trainyard.contract.network;

import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lists of layers, each allowed by itself, that mostly fit one another. */
final class RandomNetworks {
    private static final int OUTPUTS = 3;

    private final Random random;
    /** How wild they are: 1 with sizes of every day, 2 with some and 3 with many at the limits. */
    private final int size;

    RandomNetworks(Random random, int size) {
        this.random = random;
        this.size = size;
    }

    Shape image() {
        int side = isWild() ? 512 : 24;
        return new Shape(1 + random.nextInt(4), 1 + random.nextInt(side), 1 + random.nextInt(side));
    }

    List<LayerSpec> layers(Shape image) {
        List<LayerSpec> layers = new ArrayList<>(list(random.nextInt(7), 2));
        layers.add(random.nextBoolean() ? new Flatten() : new GlobalAveragePooling());
        if (random.nextInt(3) == 0) layers.add(new Dense(upTo(30, 1 << 20), random.nextBoolean()));
        layers.add(new Dense(OUTPUTS));
        return layers;
    }

    private List<LayerSpec> list(int count, int depth) {
        List<LayerSpec> layers = new ArrayList<>();
        while (layers.size() < count) {
            try {
                layers.add(layer(depth));
            } catch (InvalidSpecException notALayer) {
                // Another draw.
            }
        }
        return layers;
    }

    private LayerSpec layer(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 10)) {
            case 0, 1, 2 -> convolution();
            case 3 -> new MaxPooling(extent(4), extent(3), extent(3, 0), random.nextBoolean());
            case 4 -> new AveragePooling(extent(4), extent(3), extent(3, 0), random.nextBoolean());
            case 5 -> new AdaptiveAveragePooling(extent(6));
            case 6 -> new BatchNormalization();
            case 7 -> new Relu();
            case 8 -> new Padding(upTo(3, 1 << 14) - 1, upTo(3, 1024) - 1);
            case 9 -> new Dropout(0.5);
            case 10 -> new Add(List.of(list(random.nextInt(2), depth - 1), List.of(new Relu())));
            case 11 ->
                new Concat(List.of(list(random.nextInt(2), depth - 1), List.of(), list(random.nextInt(2), depth - 1)));
            default ->
                new AuxiliaryClassifier(
                        0.3, List.of(new GlobalAveragePooling(), new Dense(random.nextInt(9) == 0 ? 2 : OUTPUTS)));
        };
    }

    private Convolution convolution() {
        return new Convolution(
                upTo(8, 1 << 14),
                extent(5),
                extent(3),
                extent(3, 0),
                random.nextInt(3) == 0 ? 2 : 1,
                random.nextInt(4) == 0 ? 2 : 1,
                random.nextBoolean());
    }

    private Extent extent(int usual) {
        return extent(usual, 1);
    }

    private Extent extent(int usual, int least) {
        int side = upTo(usual, 1024) - 1 + least;
        return random.nextInt(3) == 0 ? new Extent(side, upTo(usual, 1024) - 1 + least) : Extent.of(side);
    }

    private int upTo(int usual, int limit) {
        return 1 + random.nextInt(isWild() ? limit : usual);
    }

    private boolean isWild() {
        return size == 3 ? random.nextInt(4) == 0 : size == 2 && random.nextInt(25) == 0;
    }
}
